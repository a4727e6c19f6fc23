#!/usr/bin/env bash
# Makes the pictures of the handbook for those who write: docs/pictures/preview.png and edit.png. It needs what make.sh
# needs, and the forms (npm ci --prefix editor).
set -eu
cd "$(dirname "$0")/../.."

[ -d e2e/node_modules/playwright-core ] || npm ci --prefix e2e </dev/null
[ -d editor/node_modules/decap-cms ] || npm ci --prefix editor </dev/null
mkdir -p .tools
go build -o .tools/wellshelf ./cmd/wellshelf

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node docs/pictures/desk.mjs "$work"
for picture in preview edit; do
	convert "$work/$picture.png" -resize 1200x -strip -dither None -colors 96 -define png:compression-level=9 "docs/pictures/$picture.png"
	[ "$(wc -c <"docs/pictures/$picture.png")" -le 204800 ] || { echo "$picture.png: over 200 KB" >&2; exit 1; }
done
ls -l docs/pictures/preview.png docs/pictures/edit.png
