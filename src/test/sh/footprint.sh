#!/usr/bin/env bash
# Says what the packaged window takes of the computer: of a core while nothing is done, and of memory then and
# after a whole job on the simulator, which is in the same program. Needs a package: mvn -q package -Pdist -DskipTests
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

open $large
sleep "$alone"
before=$(processor_time)
sleep 60
echo "at rest: $(awk "BEGIN { printf \"%.2f\", ($(processor_time) - $before) / 60 }") % of a core"
memory "at rest"
start_job $large
await 180 "the results" has_results
memory "after a job"
close
