package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// pure is the environment of every build that must need no C compiler; ci is Fyne's tag for a toolkit without a window.
var pure = []string{"CGO_ENABLED=0"}

const (
	ciTag    = "ci"
	rulesPkg = "./internal/houserules"
)

// gates are all gates, the quick ones first: a slip in the format should not wait for the tests.
func gates() []gate {
	return []gate{
		{"gofmt", quickly, gofmt},
		{"vet", quickly, goTool("vet", "-tags", ciTag, "./...")},
		{"houserules", quickly, rulesGate},
		{"staticcheck", normal, goTool("tool", "staticcheck", "-tags", ciTag, "./...")},
		{"errcheck", normal, goTool("tool", "errcheck", "-ignoretests", "-tags", ciTag, "./...")},
		{"govulncheck", normal, vulnerabilities},
		{"tests", quickly, testsGate},
		{"windows", normal, crossBuild("windows", "amd64")},
		{"darwin", normal, crossBuild("darwin", "arm64")},
		{"window", normal, windowBuild},
		{"race", fully, raceGate},
		{"bench", fully, benchGate},
		{"elsewhere", fully, elsewhereGate},
		{"fuzz", fully, fuzzGate},
		{"torture", fully, tortureGate},
	}
}

// goTool is a gate that passes when a go command does.
func goTool(args ...string) func(context.Context, *bench) verdict {
	return func(ctx context.Context, b *bench) verdict { return judged(b.tool(ctx, pure, "go", args...)) }
}

// crossBuild builds everything but the window for another system.
func crossBuild(system, machine string) func(context.Context, *bench) verdict {
	return func(ctx context.Context, b *bench) verdict {
		env := append([]string{"GOOS=" + system, "GOARCH=" + machine}, pure...)
		return judged(b.tool(ctx, env, "go", "build", "-tags", ciTag, "./internal/...", "./cmd/halfskyctl"))
	}
}

// gofmt formats every source in memory and names those that come out differently. It needs no gofmt on the path.
func gofmt(_ context.Context, b *bench) verdict {
	var off []string
	err := eachSource(b.top, func(name string) error {
		body, err := os.ReadFile(filepath.Join(b.top, name))
		if err != nil {
			return err
		}
		tidy, err := format.Source(body)
		if err != nil {
			off = append(off, fmt.Sprintf("%s: %v", name, err))
		} else if !bytes.Equal(tidy, body) {
			off = append(off, name+": run gofmt -w")
		}
		return nil
	})
	if err == nil && off != nil {
		err = errors.New("not as gofmt writes it")
	}
	return judged(strings.Join(off, "\n"), err)
}

// eachSource calls f with every Go file of the project by its path below the top.
func eachSource(top string, f func(name string) error) error {
	return fs.WalkDir(os.DirFS(top), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (d.Name()[0] == '.' || d.Name() == "testdata" || d.Name() == "dist" || d.Name() == "bin"):
			return fs.SkipDir
		case d.Type().IsRegular() && strings.HasSuffix(name, ".go"):
			return f(name)
		}
		return nil
	})
}

// projectTop is the nearest folder with a go.mod, from here up.
func projectTop() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		if _, e := os.Stat(filepath.Join(dir, "go.mod")); e == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", errors.New("no go.mod here or above: start it inside the project")
		}
		dir = up
	}
	return "", err
}

// vulnPatience is how long known vulnerabilities are looked for. The database is on the network; without one the tool fails in
// seconds, but a network that swallows packets would hold it for minutes.
const vulnPatience = 2 * time.Minute

// vulnFound is govulncheck's exit code when the program calls something with a known vulnerability.
const vulnFound = 3

func vulnerabilities(ctx context.Context, b *bench) verdict {
	short, stop := context.WithTimeout(ctx, vulnPatience)
	defer stop()
	out, err := b.tool(short, pure, "go", "tool", "govulncheck", "-tags", ciTag, "./...")
	if short.Err() != nil && ctx.Err() == nil {
		return verdict{state: leftOut, reason: "its database did not answer in time"}
	}
	return vulnVerdict(out, err)
}

// vulnVerdict tells a database that cannot be reached from a finding and from a fault of the tool.
func vulnVerdict(out string, err error) verdict {
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() != vulnFound && strings.Contains(out, "fetching vulnerabilities") {
		return verdict{state: leftOut, reason: "its database cannot be reached from here"}
	}
	return judged(out, err)
}

// benchPkg compares with peers. It is a module of its own, so that the project does not depend on them.
const benchPkg = "internal/bench"

// benchGate vets the benchmarks beside peers and runs each once. The peers come over the network.
func benchGate(ctx context.Context, b *bench) verdict {
	if _, err := b.tool(ctx, pure, "go", "-C", benchPkg, "mod", "download"); err != nil && ctx.Err() == nil {
		return verdict{state: leftOut, reason: "the peers cannot be had from here"}
	}
	if out, err := b.tool(ctx, pure, "go", "-C", benchPkg, "vet", "./..."); err != nil {
		return judged(out, err)
	}
	return judged(b.tool(ctx, pure, "go", "-C", benchPkg, "test", "-bench=.", "-benchtime=1x", "./...", "-rows=2000"))
}

// windowBuild builds the one program that needs a C compiler. A machine set up for it (CI) must be able to.
func windowBuild(ctx context.Context, b *bench) verdict {
	if lack := windowLacks(ctx, b); lack != "" {
		if b.ci {
			return verdict{state: failed, output: lack + " (go run ./cmd/check -setup ci puts it in)"}
		}
		return verdict{state: leftOut, reason: lack + " (go run ./cmd/check -setup run puts it in)"}
	}
	dir, err := os.MkdirTemp("", "halfsky-check-")
	if err != nil {
		return judged("", err)
	}
	v := judged(b.window(ctx, filepath.Join(dir, "halfsky")))
	if err := os.RemoveAll(dir); err != nil && v.state == passed {
		return judged("", err)
	}
	return v
}
