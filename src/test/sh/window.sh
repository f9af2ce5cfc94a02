#!/usr/bin/env bash
# Opens the real window under Xvfb, of the program that is given or else of the packaged folder, and
# fails if it does not come up or does not go away again when told to.
set -euo pipefail
cd "$(dirname "$0")/../../.."

program=$PWD/target/gpudeck/bin/gpudeck
[ $# = 0 ] || program=$(realpath -s "$1")
work=$(mktemp -d)
xvfb= window=
cleanup() {
    [ -z "$window" ] || kill -KILL "$window" 2>/dev/null || true
    [ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

mkfifo "$work/number"
Xvfb -displayfd 4 -screen 0 1440x900x24 -noreset -nolisten tcp 4>"$work/number" 2>/dev/null &
xvfb=$!
read -r number <"$work/number"
export DISPLAY=:$number

(cd "$work"; exec env -i HOME="$work" GPUDECK_HOME="$work/home" DISPLAY="$DISPLAY" PATH="$PATH" LANG=C.UTF-8 \
    ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} "$program") >"$work/out" 2>&1 &
window=$!

for _ in $(seq 300); do
    if xdotool search --onlyvisible --name '^GPU Deck' >/dev/null 2>&1; then
        echo "the window is up"
        kill -TERM "$window"
        status=0
        wait "$window" || status=$?
        window=
        [ "$status" = 143 ] || { echo "the window ended with $status instead of 143"; cat "$work/out"; exit 1; }
        if grep -qE 'Exception|^\s+at ' "$work/out"; then cat "$work/out"; exit 1; fi
        exit 0
    fi
    kill -0 "$window" 2>/dev/null || { echo "the window ended at once:"; cat "$work/out"; exit 1; }
    sleep 0.2
done
echo "no window within a minute:"
cat "$work/out"
exit 1
