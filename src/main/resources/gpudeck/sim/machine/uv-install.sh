#!/bin/sh
# Installs the simulator's uv where the real installer would.
set -eu
folder=${UV_INSTALL_DIR:-$HOME/.local/bin}
echo "downloading uv 0.9.11 x86_64-unknown-linux-gnu" >&2
mkdir -p "$folder"
cp "@SHARE@/uv" "$folder/uv"
chmod 755 "$folder/uv"
echo "installing to $folder" >&2
echo "  uv" >&2
echo "everything's installed!" >&2
case ":$PATH:" in
*":$folder:"*) ;;
*)
    echo "" >&2
    echo "To add $folder to your PATH, either restart your shell or run:" >&2
    echo "" >&2
    echo "    source $folder/env" >&2
    ;;
esac
printf 'case ":${PATH}:" in\n*:"%s":*) ;;\n*) export PATH="%s:$PATH" ;;\nesac\n' \
    "$folder" "$folder" >"$folder/env"
