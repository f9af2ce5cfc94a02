# Sourced: drives the real window of $program over the demo, under Xvfb, with mouse and keys.

# What it is started with, and what its environment has besides.
options=(--demo) variables=()
large=1440x900 small=1024x880

for tool in Xvfb xdotool import convert compare; do
    command -v "$tool" >/dev/null ||
        { echo "This needs $tool. On Debian: apt install xvfb xdotool imagemagick" >&2; exit 1; }
done

work=$(mktemp -d)
# In the pictures, so it has a name that says something.
home=${TMPDIR:-/tmp}/gpudeck-demo
[ ! -e "$home" ] || { echo "$home is in the way" >&2; exit 1; }
xvfb= window=
stop() { [ -z "$1" ] || { kill "$1" 2>/dev/null && wait "$1" 2>/dev/null; } || true; }
cleanup() {
    [ -z "$window" ] || kill -KILL "$window" 2>/dev/null || true
    stop "$xvfb"
    rm -rf "$work" "$home"
}
trap cleanup EXIT

fail() { echo "$1" >&2; cat "$work/out" >&2; exit 1; }

# Waits until a command succeeds, for at most $1 seconds; $2 says what for.
await() {
    local limit=$1 what=$2
    shift 2
    for _ in $(seq $((limit * 5))); do
        ! "$@" >/dev/null 2>&1 || return 0
        kill -0 "$window" 2>/dev/null || fail "the window ended while waiting for $what"
        sleep 0.2
    done
    fail "$what did not come within $limit s"
}

# Opens the window of size $1 on a display and a data folder of its own, without the first start's question.
open() {
    local width=${1%x*} height=${1#*x}
    rm -rf "$home" "$work/display-$1"
    mkdir -p "$home/demo" "$work/display-$1"
    tee "$home/preferences.json" >"$home/demo/preferences.json" <<END
{"theme": "DARK", "window": {"x": 0, "y": 0, "width": $width, "height": $height, "maximised": false}}
END
    mkfifo "$work/display-$1/number"
    Xvfb -displayfd 4 -screen 0 "$1x24" -noreset -nolisten tcp 4>"$work/display-$1/number" 2>/dev/null &
    xvfb=$!
    read -r number <"$work/display-$1/number"
    export DISPLAY=:$number
    (cd "$work"; exec env -i HOME="$work" GPUDECK_HOME="$home" DISPLAY="$DISPLAY" PATH="$PATH" LANG=C.UTF-8 \
        ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} "${variables[@]}" "$program" "${options[@]}") >"$work/out" 2>&1 &
    window=$!
    await 60 "the window" xdotool search --onlyvisible --name '^GPU Deck'
    xdotool windowfocus "$(xdotool search --onlyvisible --name '^GPU Deck' | head -1)"
    xdotool mousemove $((width - 5)) $((height - 5))
    settle
}

close() {
    kill -TERM "$window"
    wait "$window" || true
    window=
    stop "$xvfb"
    xvfb=
}

shot() { import -silent -window root "$1"; }

# How many pixels differ a little more than a colour's rounding does.
difference() { printf '%.0f' "$(compare -metric AE -fuzz 2% "$1" "$2" null: 2>&1)"; }

# Waits until the window looks the same twice: what was asked for has been drawn.
settle() {
    shot "$work/before.png"
    for _ in $(seq 50); do
        sleep 0.3
        shot "$work/after.png"
        [ "$(difference "$work/before.png" "$work/after.png")" -gt 300 ] || return 0
        mv "$work/after.png" "$work/before.png"
    done
}

# Presses a key and waits until much of the window has changed and stands still again.
press() {
    shot "$work/asked.png"
    xdotool key "$1"
    await 10 "an answer to $1" changed
    settle
}

changed() {
    shot "$work/now.png"
    [ "$(difference "$work/asked.png" "$work/now.png")" -gt 5000 ]
}

click() {
    shot "$work/asked.png"
    xdotool mousemove "$1" "$2" click 1
    await 10 "an answer to a click at $1 $2" changed
    settle
}

# New job… is at the right end of the page's bar, below the header and the demo's bar.
begin_job() {
    [ "$1" = $small ] || press ctrl+3
    click $((${1%x*} - 70)) 112
}

# The wizard is as large as it likes, or as the window less a margin, in the middle; Next is in its lower right corner.
next_page() {
    local width=${1%x*} height=${1#*x}
    local right=$(((width + (width < 1152 ? width - 32 : 1120)) / 2))
    local bottom=$(((height + (height < 732 ? height - 32 : 700)) / 2))
    click $((right - 80)) $((bottom - 30))
}

is_written() { grep -q "$1" "$home"/demo/runs/*/console/*.out; }
has_results() { [ -e "$(echo "$home"/demo/runs/*/manifest.json)" ]; }

# From New job… to its start, with what the wizard proposes.
start_job() {
    begin_job "$1"
    next_page "$1"
    next_page "$1"
    next_page "$1"
    press ctrl+Return
}
