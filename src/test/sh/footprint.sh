#!/usr/bin/env bash
# Says what the packaged window takes of the computer: of a core while nothing is done, and of memory then. First on
# an account, whose simulated cloud is another program; then in the demo, whose cloud is in the same program, and there
# after a whole job too. Needs a package: mvn -q package -Pdist -DskipTests
#
#   footprint.sh [PROGRAM [SECONDS]]   how long it is left alone before it is looked at (300)
set -euo pipefail
cd "$(dirname "$0")/../../.."

program=$PWD/target/dist/gpudeck/bin/gpudeck
[ $# = 0 ] || program=$(realpath -s "$1")
alone=${2:-300}
. src/test/sh/driven-window.sh

# In hundredths of a second, as long as it lives.
processor_time() { awk '{ print $14 + $15 }' "/proc/$window/stat"; }

memory() {
    echo "$1: $(awk '/^VmRSS/ { rss = $2 } /^RssAnon/ { own = $2 } END {
        printf "%d MB resident, %d MB of them its own", rss / 1000, own / 1000 }' "/proc/$window/status")"
}

measure_rest() {
    sleep "$alone"
    local before
    before=$(processor_time)
    sleep 60
    echo "$1, at rest: $(awk "BEGIN { printf \"%.2f\", ($(processor_time) - $before) / 60 }") % of a core"
    memory "$1, at rest"
}

cloud=
trap 'stop "$cloud"; cleanup' EXIT
GPUDECK_HOME=$work/cloud "$program" sim >"$work/sim" 2>"$work/sim.err" &
cloud=$!
for _ in $(seq 100); do ! grep -q '^export' "$work/sim" || break; sleep 0.2; done
read -ra variables < <(sed -n 's/^export //p' "$work/sim")
options=()
open $large
measure_rest "an account"
close
stop "$cloud"

options=(--demo) variables=()
open $large
measure_rest "the demo"
start_job $large
await 180 "the results" has_results
memory "the demo, after a job"
close
