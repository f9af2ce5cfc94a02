@echo off
rem Starts GPU Deck: the window without arguments, a command with them.
rem Looks for Java 25 or newer in GPUDECK_JAVA_HOME, JAVA_HOME, on PATH, then where installers put it.
setlocal EnableDelayedExpansion
set "NEEDED=25"
set "APP=%~dp0.."
set "FOUND="

if defined GPUDECK_JAVA_HOME (
    call :try "%GPUDECK_JAVA_HOME%"
    if not defined FOUND echo gpudeck: GPUDECK_JAVA_HOME is %GPUDECK_JAVA_HOME%, which holds no Java %NEEDED% or newer.>&2
    goto found
)
if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined FOUND for /f "delims=" %%J in ('where java 2^>nul') do if not defined FOUND call :try "%%~dpJ.."
for %%R in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%USERPROFILE%\.jdks") do (
    if not defined FOUND if exist "%%~R" for /d %%D in ("%%~R\*") do if not defined FOUND call :try "%%~D"
)

:found
if not defined FOUND (
    echo gpudeck: Java %NEEDED% or newer was not found. Install a JDK %NEEDED% ^(https://adoptium.net^), or set GPUDECK_JAVA_HOME to its folder.>&2
    exit /b 1
)
"%FOUND%\bin\java.exe" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+ExitOnOutOfMemoryError -cp "%APP%\lib\*" gpudeck.app.Main %*
exit /b %ERRORLEVEL%

rem Sets FOUND to folder %1 if the Java in it is new enough. The file release answers without
rem starting a virtual machine.
:try
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
    for /f "tokens=1 delims=.+-" %%M in ("%%~V") do if %%M GEQ %NEEDED% set "FOUND=%~1"
)
exit /b
