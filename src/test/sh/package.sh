#!/usr/bin/env bash
# Installs the .deb of target/dist into an empty root and uses what is there, where there is no Java:
# the command line, a whole job on the simulator, the window.
set -euo pipefail
cd "$(dirname "$0")/../../.."

dist=$PWD/target/dist
work=$(mktemp -d)
sim=
cleanup() {
    [ -z "$sim" ] || kill "$sim" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

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
    icons/hicolor/scalable/apps/gpudeck.svg doc/gpudeck/copyright doc/gpudeck/third-party.txt \
    doc/gpudeck/licences/Apache-2.0.txt; do
    [ -s "$root/usr/share/$file" ] || { echo "the package lacks $file"; exit 1; }
done

mkdir "$work/path"
find /usr/bin -mindepth 1 -maxdepth 1 ! -name 'java*' -exec ln -s -t "$work/path" {} +
export PATH=$work/path
unset JAVA_HOME
! command -v java || exit 1

# Not a function: in the background that would be a shell of its own, which can be ended without the program.
alone=(env -C "$work" -i HOME="$work" GPUDECK_HOME="$work/home" PATH="$PATH")
installed=("${alone[@]}" "$gpudeck")

# In search of a security provider that is not in this Java, each start would set up all of Bouncy Castle.
java=$root/usr/lib/gpudeck/lib/runtime
listed=$(grep -c '^security\.provider\.' "$java/conf/security/java.security")
present=$("$java/bin/java" -XshowSettings:security:providers -version 2>&1 | grep -c 'Provider name:')
[ "$listed" = "$present" ] || { echo "$listed security providers are listed, $present are there"; exit 1; }

"${installed[@]}" --version
"${installed[@]}" types --demo | grep -q gpu_1x_a10
"${installed[@]}" run --demo >"$work/out" 2>"$work/err" || { cat "$work/out" "$work/err"; exit 1; }
grep -q 'The instance is terminated' "$work/err"
if grep -qE 'Exception|WARNING' "$work/err"; then cat "$work/err"; exit 1; fi
echo "the installed program did a whole job"

# What it launches is guarded by a process of its own, which needs the same native code.
mkdir "$work/.ssh"
ssh-keygen -q -t ed25519 -N '' -f "$work/.ssh/id_ed25519"
"${installed[@]}" sim >"$work/sim" &
sim=$!
for _ in $(seq 100); do grep -q '^export' "$work/sim" && break; sleep 0.2; done
eval "$(grep '^export' "$work/sim")"
compilers=0
for thread in "/proc/$sim/task"/*/stat; do
    stat=$(cat "$thread" 2>/dev/null) || continue # it has just ended
    [[ $stat == *'(C'[12]' Compiler'* ]] || continue
    compilers=$((compilers + 1))
    [ "$(cut -d ' ' -f 17 <<<"${stat##*) }")" = 10 ] || { echo "a compiler is not nice: $stat"; exit 1; }
done
[ "$compilers" -gt 0 ] || { echo "no compiler is at work"; exit 1; }
python3 - "$work/.ssh/id_ed25519.pub" <<'END'
import json, os, sys, urllib.request
key = {"name": "laptop", "public_key": open(sys.argv[1]).read()}
urllib.request.urlopen(urllib.request.Request(
    os.environ["LAMBDA_API_URL"] + "/ssh-keys", json.dumps(key).encode(),
    {"Authorization": "Bearer " + os.environ["LAMBDA_API_KEY"], "Content-Type": "application/json"}))
END
on_account=("${alone[@]}" LAMBDA_API_URL="$LAMBDA_API_URL" LAMBDA_API_KEY="$LAMBDA_API_KEY" \
    GPUDECK_SSH_KEY="$work/.ssh/id_ed25519" "$gpudeck")
"${on_account[@]}" doctor || { echo "the doctor of the installed program found something to fix"; exit 1; }
"${on_account[@]}" launch --type gpu_1x_a10 --ssh-key-name laptop --name guarded
grep -q 'Standing guard' "$work/home/logs/guardian.log" || { cat "$work"/home/logs/*; exit 1; }
"${on_account[@]}" terminate guarded
kill "$sim"
echo "the installed program stood guard over what it launched"
bash src/test/sh/window.sh "$gpudeck"
