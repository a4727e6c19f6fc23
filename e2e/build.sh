#!/usr/bin/env bash
# Builds the sites that the tests of this folder visit, into .tools/e2e: web and folder hold all of them, with either
# style of links; themes/<theme> holds the two that between them have every layout and both directions of writing.
set -euo pipefail
cd "$(dirname "$0")/.."
into=.tools/e2e
export XDG_CACHE_HOME=$PWD/$into/cache

build() { .tools/wellshelf build --today 2026-11-23 "$@"; }

for links in web folder; do
	build --links "$links" --out "$into/$links"
done

for theme in themes/*/; do
	theme=$(basename "$theme")
	content=$into/content/$theme
	rm -rf "$content"
	mkdir -p "$into/content"
	cp -r content "$content"
	find "$content" -name '*.md' -exec sed -i "s/^theme: .*/theme: $theme/" {} +
	build --content "$content" --out "$into/themes/$theme" --site midlothian/beeslack --site midlothian/cuiken-primary
done
