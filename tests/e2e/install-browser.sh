#!/bin/sh
# The end-to-end tests drive the system's Chromium; install it where that is possible.
set -eu
[ -n "${CHROMIUM:-}" ] && exit 0
for name in chromium chromium-browser google-chrome; do
	command -v "$name" >/dev/null && exit 0
done
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk
	exit 0
fi
echo "The end-to-end tests need Chromium: install it (Debian: apt install chromium)," >&2
echo "or name its program in the variable CHROMIUM." >&2
exit 1
