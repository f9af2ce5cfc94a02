#!/usr/bin/env bash
# Makes the README's pictures from the real window under Xvfb, of the program that is given or else of the
# packaged folder: window.png, and demo-job.gif of a whole job on the simulator, from the wizard to the results.
set -euo pipefail
cd "$(dirname "$0")/../../.."

program=$PWD/target/gpudeck/bin/gpudeck
[ $# = 0 ] || program=$(realpath -s "$1")
pictures=$PWD/assets/pictures

. src/test/sh/driven-window.sh

# ---- frames: a file each, and for how many hundredths of a second it is shown

frames=()
delays=()

# Keeps what is to be seen now, for $1 hundredths of a second; only longer if it is what was seen before.
frame() {
    local next=$work/frame-${#frames[@]}.png last=${#frames[@]}
    shot "$next"
    if [ "$last" -gt 0 ] && [ "$(difference "${frames[last - 1]}" "$next")" -le 100 ]; then
        delays[last - 1]=$((delays[last - 1] + $1))
    else
        frames+=("$next")
        delays+=("$1")
    fi
}

# Keeps frames until a command succeeds, at twice the speed of life; $1 is how long it may take, $2 what is waited for.
film_until() {
    local limit=$1 what=$2 began=$SECONDS before now
    shift 2
    before=$(date +%s%3N)
    while ! "$@" >/dev/null 2>&1; do
        [ $((SECONDS - began)) -lt "$limit" ] || fail "$what did not come within $limit s"
        sleep 0.4
        now=$(date +%s%3N)
        frame $(((now - before) / 20))
        before=$now
    done
}

write_gif() {
    local arguments=() i
    for i in "${!frames[@]}"; do
        arguments+=(-delay "${delays[i]}" "${frames[i]}")
    done
    # One palette for all: else colours flicker.
    convert "${arguments[@]}" +dither +remap -layers OptimizeFrame -layers OptimizeTransparency -loop 0 "$1"
    echo "${#frames[@]} frames, $(($(IFS=+; echo "$((${delays[*]}))") / 100)) s, $(($(stat -c %s "$1") / 1024)) KiB: $1"
}

# ---- the window, in the middle of a job
open $large
start_job $large
await 60 "the script's output" is_written 'epoch  *8/'
shot "$work/window.png"
convert "$work/window.png" -strip -define png:compression-level=9 "$pictures/window.png"
close

# ---- a whole job
open $small
press ctrl+3
frame 120
begin_job $small
frame 200
next_page $small
frame 200
next_page $small
frame 180
next_page $small
frame 280
press ctrl+Return
film_until 180 "the results" has_results
# The end is told in a banner over the whole page.
shot "$work/asked.png"
film_until 60 "the end of the machine" changed
settle
frame 500
write_gif "$pictures/demo-job.gif"
close
