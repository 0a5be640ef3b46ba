# Two commands are all a fresh machine needs: make run opens the window, make test runs every gate.

GO ?= go

.PHONY: run build test full

run: setup-run build
	./bin/halfsky

# The first build compiles the toolkit's C code: about four minutes on two cores, two seconds from then on.
build:
	@$(GO) run ./cmd/check -build

test: setup-test
	$(GO) run ./cmd/check

# Also the race detector, each fuzz target for 30 s, another time zone and locale.
full: setup-test
	$(GO) run ./cmd/check -full

.PHONY: setup-run setup-test
setup-run:
	@$(GO) run ./cmd/check -setup run

setup-test:
	@$(GO) run ./cmd/check -setup test
