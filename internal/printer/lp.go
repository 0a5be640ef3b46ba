//go:build linux || darwin

package printer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// How long the printing service is waited for.
const (
	askTime  = 15 * time.Second
	sendTime = 2 * time.Minute
)

// What this system's way of printing can do.
const (
	NeedsFile = false // the pages go through a pipe and are nowhere on the disk
	Chooses   = true  // sides and copies can be said with a job
)

// Printers returns the printers of this computer in the order the system gives them. Code: NoService.
func Printers(ctx context.Context) ([]Printer, error) {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	out, err := run(ctx, nil, "lpstat", "-p", "-d")
	if err != nil && !strings.Contains(err.Error(), "no destinations") {
		return nil, fmt.Errorf("list printers: %w", err)
	}
	return parseStatus(out), nil
}

// Print gives a job to the printing service, which answers when it has it whole. Codes: NoService, NoPrinter, NotTaking, Failed.
func Print(ctx context.Context, j Job) error {
	if err := j.check(); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	data := j.Data
	if len(data) == 0 {
		var err error
		if data, err = os.ReadFile(j.Path); err != nil {
			return fmt.Errorf("print: read pages: %w", errors.Unwrap(err))
		}
	}
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	if _, err := run(ctx, data, "lp", arguments(j)...); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

// arguments are those of lp. The title is what a queue shows to everybody, so it names the program and nothing else.
func arguments(j Job) []string {
	args := []string{"-t", "halfsky", "-n", strconv.Itoa(max(j.Copies, 1))}
	if j.Printer != "" {
		args = append(args, "-d", j.Printer)
	}
	if j.Paper != "" {
		args = append(args, "-o", "media="+j.Paper)
	}
	if j.Sides != "" {
		args = append(args, "-o", "sides="+j.Sides)
	}
	if j.Pages != nil {
		args = append(args, "-P", j.Pages.String())
	}
	return args
}

// run runs one of the commands of CUPS in the C locale, so that what it says can be read.
func run(ctx context.Context, in []byte, name string, args ...string) (string, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return "", NoService
	}
	c := exec.CommandContext(ctx, path, args...)
	c.Env = append(os.Environ(), "LC_ALL=C", "LANGUAGE=C")
	c.WaitDelay = time.Second
	if in != nil {
		c.Stdin = bytes.NewReader(in)
	}
	var out, said bytes.Buffer
	c.Stdout, c.Stderr = &out, &said
	if err := c.Run(); err != nil {
		if ctx.Err() != nil {
			return "", fmt.Errorf("%s does not answer: %w", name, NoService)
		}
		return out.String(), reason(said.String())
	}
	return out.String(), nil
}

// reason makes of what a command of CUPS complains about one of our codes.
func reason(said string) error {
	text := strings.ToLower(said)
	has := func(parts ...string) bool {
		for _, p := range parts {
			if strings.Contains(text, p) {
				return true
			}
		}
		return false
	}
	switch {
	case has("no destinations added"):
		return fmt.Errorf("no destinations: %w", NoPrinter)
	case has("connection refused", "bad file descriptor", "scheduler is not running", "unable to connect", "no such file"):
		return NoService
	case has("not accepting"):
		return NotTaking
	case has("does not exist", "unknown destination", "no default destination", "not-found"):
		return NoPrinter
	}
	return Failed
}
