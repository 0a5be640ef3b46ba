package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// manyUnits writes a table of that many invented units.
func manyUnits(d *desk, n int) string {
	var out strings.Builder
	out.WriteString("单位名称,备注\n")
	for i := range n {
		fmt.Fprintf(&out, "样例第%d纺织厂,第%d行\n", i, i)
	}
	return d.file("单位.csv", out.String())
}

// child is the program in a process of its own, to be killed or interrupted.
func (d *desk) child(args ...string) *exec.Cmd {
	d.t.Helper()
	self, err := os.Executable()
	if err != nil {
		d.t.Fatal(err)
	}
	c := exec.CommandContext(d.t.Context(), self, append(slices.Clone(args), d.folder()...)...)
	c.Env = append(os.Environ(), childEnv+"=1", "XDG_CONFIG_HOME="+d.path("config"), "HOME="+d.dir, "LC_ALL=zh_CN.UTF-8")
	return c
}

// killed starts a child and kills it after a while. It returns false when the child was done before.
func (d *desk) killed(after time.Duration, args ...string) bool {
	d.t.Helper()
	c := d.child(args...)
	if err := c.Start(); err != nil {
		d.t.Fatal(err)
	}
	time.Sleep(after)
	_ = c.Process.Kill() // it may be done
	return c.Wait() != nil
}

func TestANewThatWasKilledIsToldAndCanBeRunAgain(t *testing.T) {
	args := []string{"new", "--centre", "样例中心", "--user", "甲", "--sample", "--cases", "2000"}
	for _, ms := range []int{5, 20, 40, 80, 160, 320, 640, 1280} {
		d := newDesk(t)
		if !d.killed(time.Duration(ms)*time.Millisecond, args...) {
			break
		}
		got := d.run(append([]string{"check"}, d.folder()...)...)
		told := got.code == exitOther && (strings.Contains(got.err, "没有建完") || strings.Contains(got.err, "没有半边天的资料夹"))
		if got.code != exitDone && !told {
			t.Errorf("killed after %d ms, check exits %d: %s", ms, got.code, got.err)
		}
		if got.code == exitDone {
			continue
		}
		d.do(exitDone, "new", "--centre", "样例中心", "--user", "甲")
		if checked := one(t, d.do(exitDone, "check", "--json").out); checked["sound"] != true {
			t.Errorf("killed after %d ms and made anew: %v", ms, checked)
		}
	}
}

func TestAnImportThatWasKilledKeepsWholeBatches(t *testing.T) {
	const rows = 20_000
	d := made(t)
	file := manyUnits(d, rows)
	kills := 0
	for _, ms := range []int{100, 200, 300, 500, 800} {
		if !d.killed(time.Duration(ms)*time.Millisecond, "import", "--table", "organisation", file) {
			break
		}
		kills++
		if checked := one(t, d.do(exitDone, "check", "--json").out); checked["sound"] != true {
			t.Errorf("killed after %d ms: %v", ms, checked)
		}
		if n := strings.Count(d.do(exitDone, "list", "organisation", "--json").out, "\n"); n%1000 != 0 {
			t.Errorf("killed after %d ms the folder holds %d units: no whole batches", ms, n)
		}
	}
	if kills == 0 {
		t.Error("nothing was killed")
	}
	contains(t, d.do(exitDone, "import", "--table", "organisation", file).out, "已导入")
	if n := strings.Count(d.do(exitDone, "list", "organisation", "--json").out, "\n"); n != rows {
		t.Errorf("in the end the folder holds %d units", n)
	}
}

// watching is a person at standard error who presses Ctrl-C when a text has appeared so often.
type watching struct {
	strings.Builder
	text string
	left int
	stop func()
}

func (w *watching) Write(b []byte) (int, error) {
	if strings.Contains(string(b), w.text) {
		if w.left--; w.left == 0 {
			w.stop()
		}
	}
	return w.Builder.Write(b)
}

func TestCtrlCNamesWhatWasSaved(t *testing.T) {
	const rows = 20_000
	d := made(t)
	file := manyUnits(d, rows)
	ctx, stop := context.WithCancel(t.Context())
	w := d.w
	saw := &watching{text: "导入", left: 5, stop: stop}
	now := d.w.now()
	w.out, w.err, w.watched, w.now = &strings.Builder{}, saw, true, func() time.Time { now = now.Add(time.Second); return now }
	code := run(ctx, w, append([]string{"import", "--table", "organisation", file}, d.folder()...))
	said := regexp.MustCompile(`共 20,?000 条，已完整保存 ([0-9,]+) 条（操作日志第 (\d+)–(\d+) 条）`).FindStringSubmatch(saw.String())
	if code != exitOther || said == nil {
		t.Fatalf("exit %d, %q", code, saw.String())
	}
	if strings.Contains(saw.String(), "没有任何改动") {
		t.Errorf("it says that nothing was changed: %q", saw.String())
	}
	saved, _ := strconv.Atoi(strings.ReplaceAll(said[1], ",", ""))
	if n := strings.Count(d.do(exitDone, "list", "organisation", "--json").out, "\n"); n != saved || n == 0 || n == rows {
		t.Errorf("it says %d were saved, the folder holds %d", saved, n)
	}
	d.do(exitDone, "check")
	contains(t, d.do(exitDone, "import", "--table", "organisation", file).out, "已有未动")
}

// What is stopped before anything was saved says so and leaves nothing.
func TestCtrlCBeforeAnythingIsSaved(t *testing.T) {
	d := made(t)
	file := manyUnits(d, 100)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	d.ctx = ctx
	for _, args := range [][]string{
		{"import", "--table", "organisation", file}, {"check"}, {"bench", "--cases", "50"},
		{"export", "--table", "organisation", "--out", d.path("x.csv")}, {"report", "rota", "--out", d.path("x.pdf")},
	} {
		if args[0] != "bench" {
			args = append(args, d.folder()...)
		}
		if got := d.run(args...); got.code != exitOther || !strings.Contains(got.err, "已取消") {
			t.Errorf("%s: exit %d, %s", args[0], got.code, got.err)
		}
	}
	d.ctx = t.Context()
	if got := d.do(exitDone, "list", "organisation", "--json"); got.out != "" {
		t.Errorf("something was saved: %s", got.out)
	}
	for _, name := range []string{"x.csv", "x.pdf"} {
		if _, err := os.Stat(d.path(name)); err == nil {
			t.Errorf("%s was made", name)
		}
	}
}

func TestAnInterruptEndsTheProgramInOrder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no interrupt can be sent to another process here")
	}
	d := newDesk(t)
	c := d.child("new", "--centre", "样例中心", "--user", "甲", "--sample", "--cases", "200000")
	var said strings.Builder
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for range 1000 { // until it is at work
		if _, err := os.Stat(d.path("data/store.db")); err == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait() // the exit code tells
	if c.ProcessState.ExitCode() != exitOther || !strings.Contains(said.String(), "已取消，没有任何改动") {
		t.Errorf("exit %d, %q", c.ProcessState.ExitCode(), said.String())
	}
	if _, err := os.Stat(d.path("data")); err == nil {
		t.Error("the folder is still there")
	}
}

func TestTwoAtOnceMakeOneFolder(t *testing.T) {
	for range 5 {
		d := newDesk(t)
		args := []string{"new", "--centre", "样例中心", "--user", "甲"}
		var both [2]*exec.Cmd
		for i := range both {
			both[i] = d.child(args...)
			if err := both[i].Start(); err != nil {
				t.Fatal(err)
			}
		}
		var codes []int
		for _, c := range both {
			_ = c.Wait() // the exit code tells
			codes = append(codes, c.ProcessState.ExitCode())
		}
		slices.Sort(codes)
		if codes[0] != exitDone || codes[1] != exitInUse && codes[1] != exitOther {
			t.Errorf("exits %v, want one done and one refused", codes)
		}
		d.do(exitDone, "check")
	}
}
