#!/usr/bin/env bash
# Makes the pictures of the documents from the demonstration as it is built now. `make pictures` calls it.
# It needs Chromium and ImageMagick, which it installs from Debian when they are missing.
set -eu
cd "$(dirname "$0")/../.."

missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v convert >/dev/null || missing="$missing imagemagick"
if [ -n "$missing" ]; then
	sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
	$sudo apt-get update -qq </dev/null
	# shellcheck disable=SC2086
	$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing </dev/null
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
XDG_CACHE_HOME="$work/cache" go run ./cmd/wellshelf build --links folder --today 2026-11-23 --out "$work/public"

# shot ADDRESS NAME WIDTH HEIGHT
shot() {
	chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update \
		--disable-sync --hide-scrollbars --user-data-dir="$work/profile" --window-size="$3,$4" \
		--screenshot="$work/$2.png" "file://$work/public/$1/index.html" >/dev/null 2>&1
}

shot midlothian/beeslack home 400 860
shot midlothian/beeslack/topics/sleep topic 400 860
shot midlothian/beeslack/help help 400 860
shot south-lanarkshire/rutherglen-library/places/rutherglen-library place 400 860
convert "$work/home.png" "$work/topic.png" "$work/help.png" "$work/place.png" -bordercolor '#d8dde0' -border 1 +append \
	-strip -colors 128 -define png:compression-level=9 docs/pictures/phone.png

shot midlothian/beeslack/books books 1280 900
shot north-ayrshire/kilwinning kilwinning 1280 900
convert "$work/books.png" "$work/kilwinning.png" -resize 50% -bordercolor '#d8dde0' -border 1 +append \
	-strip -colors 128 -define png:compression-level=9 docs/pictures/desktop.png
ls -l docs/pictures/*.png
