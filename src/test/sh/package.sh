#!/usr/bin/env bash
# Installs the .deb of target/dist into an empty root and uses what is there, where there is no Java:
# the command line, a whole job on the simulator, the window.
set -euo pipefail
cd "$(dirname "$0")/../../.."

dist=$PWD/target/dist
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$dist" && sha256sum --check --quiet SHA256SUMS)
deb=$(echo "$dist"/gpudeck_*.deb)

# All that it depends on can be had.
can_be_installed() { apt-get install --simulate -qq "$deb" >/dev/null; }
if command -v apt-get >/dev/null && ! can_be_installed 2>/dev/null; then
    apt-get update -qq
    can_be_installed
fi

root=$work/root
mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates"
touch "$root/var/lib/dpkg/status" "$root/var/lib/dpkg/available"
dpkg --root="$root" --log="$work/dpkg.log" --force-not-root --force-depends --install "$deb" >/dev/null 2>"$work/dpkg.err" ||
    { cat "$work/dpkg.err"; exit 1; }
gpudeck=$root/usr/bin/gpudeck
for file in applications/gpudeck.desktop man/man1/gpudeck.1.gz bash-completion/completions/gpudeck \
    icons/hicolor/scalable/apps/gpudeck.svg doc/gpudeck/copyright; do
    [ -s "$root/usr/share/$file" ] || { echo "the package lacks $file"; exit 1; }
done

mkdir "$work/path"
find /usr/bin -mindepth 1 -maxdepth 1 ! -name 'java*' -exec ln -s -t "$work/path" {} +
export PATH=$work/path
unset JAVA_HOME
! command -v java || exit 1

installed() {
    (cd "$work" && env -i HOME="$work" GPUDECK_HOME="$work/home" PATH="$PATH" "$gpudeck" "$@")
}

installed --version
installed types --demo | grep -q gpu_1x_a10
installed run --demo >"$work/out" 2>"$work/err" || { cat "$work/out" "$work/err"; exit 1; }
grep -q 'The instance is terminated' "$work/err"
if grep -qE 'Exception|WARNING' "$work/err"; then cat "$work/err"; exit 1; fi
echo "the installed program did a whole job"
bash src/test/sh/window.sh "$gpudeck"
