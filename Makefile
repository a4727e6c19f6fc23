# The commands of this project. `make` alone lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BUILD    := .tools
FUZZTIME ?= 30s
ROUNDS   ?= 3
# Packages whose work is shared by many goroutines. The others are tried without -race, which makes pictures, and the
# sites that need them, ten times as slow.
RACED    := library search output theme check preview linkcheck repository
UNRACED  := $(subst $() ,|,$(RACED:%=wellshelf/generator/%))
ATONCE   := ^(TestManyLookWhileSomebodyWrites|TestWarmEqualsCold|TestTheWorkerChangesWithWhatIsKept)$$
SCRATCH  ?= /dev/shm

.PHONY: help
help: ## list these commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: test
test: tools check ## check the code, run all tests, and try the sites in a browser
	@echo '== go test -short'
	@go test -short -timeout 30m $$(go list ./... | grep -vxE '$(UNRACED)')
	@echo '== go test -race -short'
	@go test -race -short -timeout 30m $(RACED:%=./generator/%)
	@go test -race -short -timeout 30m -run '$(ATONCE)' ./generator
	@$(MAKE) --no-print-directory e2e

.PHONY: long
long: tools ## what takes too long for every day: builds of the whole demonstration in many ways, kills in a loop
	@go test -timeout 60m ./...
	@go test -race -short -timeout 60m ./generator/editor

.PHONY: e2e
e2e: tools ## try the built sites in a browser
	@echo '== node --test e2e'
	@go build -o $(BUILD)/wellshelf ./cmd/wellshelf
	@e2e/build.sh
	@node e2e/run.mjs

.PHONY: check
check: ## check the code without running it: gofmt, go vet, staticcheck
	@echo '== gofmt'
	@unformatted=$$(gofmt -l $$(go list -f '{{.Dir}}' ./...) | sort -u); \
		if [ -n "$$unformatted" ]; then printf 'not formatted, run gofmt -w:\n%s\n' "$$unformatted"; exit 1; fi
	@echo '== go vet'
	@go vet ./...
	@echo '== staticcheck'
	@go tool staticcheck ./...

.PHONY: tools
tools: ## install what tests need and this machine lacks (a C compiler, Git, Node.js, Chromium, Java)
	@missing=; \
	if ! printf '#include <stdlib.h>\nint main(void) { return 0; }\n' | cc -x c -o /dev/null - 2>/dev/null; then \
		missing="gcc libc6-dev"; \
	fi; \
	command -v git >/dev/null || missing="$$missing git"; \
	command -v node >/dev/null || missing="$$missing nodejs"; \
	command -v npm >/dev/null || missing="$$missing npm"; \
	command -v java >/dev/null || missing="$$missing default-jre-headless"; \
	command -v chromium chromium-browser google-chrome >/dev/null || [ -n "$${CHROMIUM:-}" ] || missing="$$missing chromium"; \
	if [ -n "$$missing" ]; then \
		echo "== installing $$missing"; \
		sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		$$sudo apt-get update -qq < /dev/null; \
		$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing < /dev/null; \
	fi
	@for folder in e2e editor .vscode; do \
		if [ ! $$folder/node_modules/.package-lock.json -nt $$folder/package-lock.json ]; then \
			echo "== npm ci in $$folder"; \
			npm ci --prefix $$folder < /dev/null; \
			touch $$folder/node_modules/.package-lock.json; \
		fi; \
	done

.PHONY: build
build: ## build every site into public/
	@go run ./cmd/wellshelf build

.PHONY: bench
bench: ## measure builds of made-up content on a memory file system (ROUNDS=3)
	@mkdir -p $(BUILD)
	@go build -o $(BUILD)/wellshelf ./cmd/wellshelf
	@go run ./bench/run -program $(BUILD)/wellshelf -scratch $(SCRATCH) -times $(ROUNDS)

.PHONY: bench-search
bench-search: tools bench/search/node_modules/.package-lock.json ## measure the search of built sites beside Pagefind, in a browser
	@mkdir -p $(BUILD)
	@go build -o $(BUILD)/wellshelf ./cmd/wellshelf
	@go run ./bench/search -program $(BUILD)/wellshelf -scratch $(SCRATCH)

.PHONY: bench-preview
bench-preview: ## measure the preview beside hugo server
	@mkdir -p $(BUILD)
	@go build -o $(BUILD)/wellshelf ./cmd/wellshelf
	@GOBIN=$(CURDIR)/$(BUILD) go install github.com/gohugoio/hugo@v0.165.0
	@go run ./bench/preview -program $(BUILD)/wellshelf -hugo $(BUILD)/hugo -scratch $(SCRATCH)

.PHONY: bench-desk
bench-desk: ## measure what a steering group runs: review, due and report on 10,000 signed entries
	@mkdir -p $(BUILD)
	@go build -o $(BUILD)/wellshelf ./cmd/wellshelf
	@go run ./bench/desk -program $(BUILD)/wellshelf -scratch $(SCRATCH)

.PHONY: judge
judge: bench/search/node_modules/.package-lock.json ## judge the ranking of search by questions, beside Bleve and Pagefind
	@mkdir -p $(BUILD)
	@go build -o $(BUILD)/wellshelf ./cmd/wellshelf
	@XDG_CACHE_HOME=$(CURDIR)/$(BUILD)/judge/cache $(BUILD)/wellshelf build \
		--site midlothian/beeslack --today 2026-11-23 --out $(BUILD)/judge/public > $(BUILD)/judge.log
	@go run ./bench/judge -types -built $(BUILD)/judge/public/midlothian/beeslack \
		bench/judge/testdata/{queries,held-out,crisis-held-out}.jsonl

.PHONY: lighthouse
lighthouse: tools bench/lighthouse/node_modules/.package-lock.json ## let Lighthouse judge a site in every theme, as on a slow phone
	@go build -o $(BUILD)/wellshelf ./cmd/wellshelf
	@bench/lighthouse/build.sh > /dev/null
	@node bench/lighthouse/run.mjs $(BUILD)/lighthouse/themes

bench/%/node_modules/.package-lock.json: bench/%/package-lock.json
	@echo '== npm ci in bench/$*'
	@npm ci --prefix bench/$* < /dev/null
	@touch $@

.PHONY: fuzz
fuzz: ## run every fuzz target for FUZZTIME (30s)
	@grep -roE --include='*_test.go' '^func Fuzz[A-Za-z0-9_]*' generator cmd bench | sort | \
	while IFS=: read -r file declared; do \
		echo "== $${declared#func } in $$(dirname "$$file")"; \
		go test "./$$(dirname "$$file")" -run '^$$' -fuzz "^$${declared#func }\$$" -fuzztime $(FUZZTIME) < /dev/null; \
	done

.PHONY: pictures
pictures: ## take the pictures of the documents anew
	@docs/pictures/make.sh
	@docs/pictures/desk.sh

.PHONY: clean
clean: ## remove what these commands made, and the built sites
	@rm -rf $(BUILD) public-staff {e2e,editor,.vscode}/node_modules bench/*/node_modules
	@find public -mindepth 1 ! -name .gitkeep -delete
