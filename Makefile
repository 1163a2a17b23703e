# chachong. `make` lists the targets.

GO          ?= go
FUZZTIME    ?= 100000x
FUZZREADERS ?= 60s
BENCHTIME   ?= 200ms
TOOL         = $(GO) tool -modfile=.ci/tools/go.mod
VERSION     ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

.PHONY: help
help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "%-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: build
build: ## bin/chachong
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o bin/chachong ./cmd/chachong

.PHONY: test
test: ## all tests
	$(GO) test ./...

.PHONY: race
race: ## all tests under the race detector
	$(GO) test -race ./...

.PHONY: lint
lint: ## go vet, staticcheck, gofumpt
	$(GO) vet ./...
	$(TOOL) staticcheck ./...
	@unformatted=$$($(TOOL) gofumpt -l cmd internal); test -z "$$unformatted" || { echo "gofumpt would change:"; echo "$$unformatted"; exit 1; }

.PHONY: fuzz
fuzz: ## each fuzz target for FUZZTIME (100000x), those of readers for FUZZREADERS (60s)
# In runs, or with a look at the failure: go test fails now and then with "context deadline
# exceeded" and no failing input where a time ends in the middle of a run.
	@log=$$(mktemp); trap 'rm -f $$log' EXIT; \
	for pkg in $$(grep -rl --include='*_test.go' '^func Fuzz' internal | xargs -n1 dirname | sort -u); do \
	  case $$pkg in internal/source/*) time=$(FUZZREADERS);; *) time=$(FUZZTIME);; esac; \
	  for target in $$(grep -ho '^func Fuzz[A-Za-z0-9_]*' $$pkg/*_test.go | cut -c6-); do \
	    echo "== $$pkg $$target $$time"; \
	    $(GO) test ./$$pkg -run '^$$' -fuzz "^$$target$$" -fuzztime $$time -fuzzminimizetime 1000x >$$log 2>&1 || \
	      { grep -q 'context deadline exceeded' $$log && ! grep -q 'Failing input' $$log; } || \
	      { cat $$log; exit 1; }; \
	    grep '^fuzz: elapsed' $$log | tail -n 1; \
	  done; \
	done

.PHONY: bench
bench: ## Go benchmarks of every stage, then the whole against a peer (BENCH=-full: large corpora)
	$(GO) test -run '^$$' -bench . -benchmem -benchtime $(BENCHTIME) ./internal/...
	cd internal/peer && $(GO) vet ./... && $(GO) test ./... && $(GO) run ./cmd/compare $(BENCH)

.PHONY: bench-archive
bench-archive: ## the archive and the gate at 100,000 reports (ARCHIVE="-quick", "-do crash,writers,disk")
	cd internal/peer && $(GO) run ./cmd/archive $(ARCHIVE)

.PHONY: peer
peer: ## test and lint of the peer's module, which go test ./... does not see
	cd internal/peer && $(GO) test ./... && $(GO) vet ./... && $(GO) tool -modfile=../../.ci/tools/go.mod staticcheck ./...

.PHONY: accuracy
accuracy: ## measure what is found, write testdata/accuracy.txt
# Fails where a figure is below what has to be reached. Sets whose data is absent keep
# their figures. One set alone: go test -v -run TestAccuracy ./internal/accuracy -set NAME
	$(GO) test -count=1 -v -run '^TestAccuracy$$' ./internal/accuracy -update

.PHONY: demo
demo: build ## the report on testdata/reports
	bin/chachong check testdata/reports
