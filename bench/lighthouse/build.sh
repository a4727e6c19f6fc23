#!/usr/bin/env bash
# Builds one school's site once with each theme, into .tools/lighthouse, as a real network would publish it: search engines
# are asked to stay away from a demonstration, which Lighthouse would count against it.
set -euo pipefail
cd "$(dirname "$0")/../.."
into=.tools/lighthouse
mkdir -p "$into/content" "$into/themes"
for theme in themes/*/; do
	theme=$(basename "$theme")
	content=$into/content/$theme
	rm -rf "$content"
	cp -r content "$content"
	find "$content" -name '*.md' -exec sed -i -e "s/^theme: .*/theme: $theme/" -e '/^demonstration: true/d' {} +
	XDG_CACHE_HOME=$PWD/$into/cache .tools/wellshelf build --today 2026-11-23 --content "$content" \
		--out "$into/themes/$theme" --site midlothian/beeslack
done
