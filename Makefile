# The commands of this project. `make` alone lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BUILD    := .tools
FUZZTIME ?= 30s
ROUNDS   ?= 3
SCRATCH  ?= /dev/shm

.PHONY: help
help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: test
test: tools check ## check the code and run all tests with the race detector
	@echo '== go test -race ./...'
	@go test -race -timeout 30m ./...

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
tools: ## install what tests need and this machine lacks (a C compiler, for the race detector)
	@if ! printf '#include <stdlib.h>\nint main(void) { return 0; }\n' | cc -x c -o /dev/null - 2>/dev/null; then \
		echo '== installing gcc and libc6-dev'; \
		sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		$$sudo apt-get update -qq < /dev/null; \
		$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gcc libc6-dev < /dev/null; \
	fi

.PHONY: build
build: ## build every site into public/
	@go run ./cmd/wellshelf build

.PHONY: bench
bench: ## measure builds of made-up content on a memory file system (ROUNDS=3)
	@mkdir -p $(BUILD)
	@go build -o $(BUILD)/wellshelf ./cmd/wellshelf
	@go run ./bench/run -program $(BUILD)/wellshelf -scratch $(SCRATCH) -times $(ROUNDS)

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

.PHONY: clean
clean: ## remove what these commands made, and the built sites
	@rm -rf $(BUILD) public-staff
	@find public -mindepth 1 ! -name .gitkeep -delete
