#!/bin/sh
# Makes sure that the tests find a Chromium: Debian's where apt-get may install it, else Playwright's own.
set -eu
cd -- "$(dirname -- "$0")/.."

works() {
    chromium --version >/dev/null 2>&1
}

may_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

has_fonts() {
    [ -e /usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf ]
}

install() {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium fonts-noto-core >/dev/null
}

# Ubuntu's package of that name is a snap, which a container cannot run: hence the second look at the end.
if may_install && ! { works && has_fonts; }; then
    install || echo "apt-get could not install Chromium and the Noto fonts; going on with what is there" >&2
fi
works || .venv/bin/python -m playwright install chromium
