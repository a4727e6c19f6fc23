#!/usr/bin/env bash
# Makes the pictures of the documents from the demonstration as it is built now. `make pictures` calls it.
# It needs Node and the packages of e2e, and Chromium and ImageMagick, which it installs from Debian when they are missing.
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
[ -d e2e/node_modules/playwright-core ] || npm ci --prefix e2e </dev/null

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
XDG_CACHE_HOME="$work/cache" go run ./cmd/wellshelf build --links folder --today 2026-11-23 --out "$work/public" \
	--site south-lanarkshire/trinity --site midlothian/beeslack --site north-ayrshire/kilwinning
node docs/pictures/take.mjs "$work"
node docs/pictures/review.mjs "$work"

# row NAME WIDTH PICTURE... puts pictures side by side, each WIDTH wide and with a thin edge.
row() {
	local name=$1 width=$2
	shift 2
	convert "$@" -resize "${width}x" -bordercolor '#d8dde0' -border 1 +append "$work/$name.png"
}

# small NAME PICTURE... puts rows below each other, in a file small enough for a page of words.
small() {
	local name=$1
	shift
	convert "$@" -append -strip -dither None -colors 96 -define png:compression-level=9 "docs/pictures/$name.png"
}

pages="home topic helpline books search"
for theme in base shine harbour; do
	# shellcheck disable=SC2086
	row phones 300 $(printf "$work/$theme-phone-%s.png " $pages)
	# shellcheck disable=SC2086
	row desks 300 $(printf "$work/$theme-desk-%s.png " $pages)
	small "$theme" "$work/phones.png" "$work/desks.png"
done
# shellcheck disable=SC2046
row night 250 $(printf "$work/%s-night-%s.png " base home base topic shine home shine topic harbour home harbour topic)
small dark "$work/night.png"
convert "$work/review.png" -resize 900x -bordercolor '#d8dde0' -border 1 "$work/review-edged.png"
small review "$work/review-edged.png"

for picture in docs/pictures/*.png; do
	[ "$(wc -c <"$picture")" -le 204800 ] || { echo "$picture: over 200 KB" >&2; exit 1; }
done
ls -l docs/pictures/*.png
