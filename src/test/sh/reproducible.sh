#!/usr/bin/env bash
# Builds the program once more, in another folder, and fails unless all of its jars are the same to the byte.
set -euo pipefail
cd "$(dirname "$0")/../../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rsync -a --exclude /target --exclude /.git ./ "$work/again/"
(cd "$work/again" && mvn -B -ntp -q package -DskipTests)
diff -r target/gpudeck/lib "$work/again/target/gpudeck/lib"
echo "two builds gave the same jars"
