package office

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// Torture harms every file the program writes in every way a disk, a stick or a person does, each time in a copy that a process of its
// own opens and uses; kills a process that saves; fills a disk. Nothing may crash or hang, and nothing may be lost in silence.
//
//	HALFSKY_TORTURE_SECONDS  how long; without it a short form runs
//	HALFSKY_TORTURE_SEED     where the chance begins, so that a run can be repeated
const (
	tortureSeconds = "HALFSKY_TORTURE_SECONDS"
	tortureSeed    = "HALFSKY_TORTURE_SEED"
	torturePatient = 60 * time.Second // for one process
)

func TestTorture(t *testing.T) {
	if what := os.Getenv(tortureEnv); what != "" {
		tortureChild(what)
		return
	}
	seed, _ := strconv.ParseUint(os.Getenv(tortureSeed), 10, 64)
	seconds, _ := strconv.Atoi(os.Getenv(tortureSeconds))
	r := &torture{seed: seed, short: seconds == 0, until: time.Now().Add(time.Duration(seconds) * time.Second * 3 / 4)}
	r.master = makeMaster(t)
	t.Run("harm", r.harm)
	r.until = time.Now().Add(time.Duration(seconds) * time.Second / 4)
	t.Run("kill", r.kill)
}

type torture struct {
	seed   uint64
	short  bool
	until  time.Time
	master string

	mu      sync.Mutex
	ends    map[[3]string]int // group, harm, end
	rescues map[string]int    // of folders that did not open
}

// makeMaster makes a folder with a record of every type, attached files, a draft, backups and exports, and the state it had before its
// last changes.
func makeMaster(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	options, data := tortureOptions(dir), filepath.Join(dir, "data")
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(os.WriteFile(filepath.Join(dir, "leaflet.txt"), bytes.Repeat([]byte("示例传单\n"), 4000), 0o600))
	o, err := Create(t.Context(), data, Founding{Centre: "示例中心", User: "示例负责人", Passphrase: torturePass, Sample: true}, options)
	check(err)
	everyType(t, o)
	check(o.SaveDraft([]byte("写到一半的话")))
	_, err = o.Backup(t.Context(), nil)
	check(err)
	check(o.Close())
	for _, part := range []string{"data", "data-backup", "anchor"} {
		check(os.CopyFS(filepath.Join(dir, "older", part), os.DirFS(filepath.Join(dir, part))))
	}
	o, err = Open(data, torturePass, options)
	check(err)
	for range 3 {
		unit := o.New(centre.OrganisationType).(*centre.Organisation)
		unit.Name, unit.Kind = "示例新增单位", centre.OrganisationKind.Codes[0].Code
		_, err = o.Save(t.Context(), unit)
		check(err)
		_, _, err = o.Attach(t.Context(), unit, filepath.Join(dir, "leaflet.txt"), Attaching{})
		check(err)
	}
	for form, name := range map[exchange.Form]string{exchange.XLSX: "a.xlsx", exchange.CSV: "b.csv", exchange.JSON: "c.json"} {
		export(t, o, form, filepath.Join(dir, "export", name))
	}
	check(o.SaveDraft([]byte("写到一半的第二句话")))
	made, err := o.Backup(t.Context(), nil)
	check(err)
	content, err := contentOf(o)
	check(err)
	check(o.Close())
	lines := []string{"seq " + fmt.Sprint(made.Seq)}
	for id, sum := range content {
		lines = append(lines, id+" "+sum)
	}
	check(os.WriteFile(filepath.Join(dir, "content"), []byte(strings.Join(lines, "\n")), 0o600))
	return dir
}

// everyType saves a record of each type the sample lacks, so that none is left out.
func everyType(t *testing.T, o *Office) {
	t.Helper()
	for _, typ := range centre.Types {
		n, err := o.store.Count(typ, store.Query{})
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			t.Errorf("the sample has no %s", typ.Table)
		}
	}
}

func export(t *testing.T, o *Office, form exchange.Form, path string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = o.Export(t.Context(), f, Exporting{Type: centre.OrganisationType, Form: form, Private: true, Book: say.For(say.ZH)})
	if err = errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
}

// trial is one file, harmed in one way.
type trial struct {
	group, path string
	harm        harm
	seed        uint64
}

// parts are what of the master folder the trial needs.
func (x trial) parts() []string {
	switch {
	case strings.HasPrefix(x.group, "backup"):
		return []string{"data-backup"}
	case strings.HasPrefix(x.group, "export"):
		return []string{"data", "anchor", "export"}
	}
	return []string{"data", "anchor"}
}

// often is how many trials of each harm a round has of a file: most of all can go wrong in the data file.
func often(group string) int {
	if group == "store.db" {
		return 6
	}
	return 1
}

// harm runs the trials, two rounds of all files and harms at least when it has the time, in the order of the seed.
func (r *torture) harm(t *testing.T) {
	r.ends, r.rescues = map[[3]string]int{}, map[string]int{}
	files := victims(t, r.master)
	work := make(chan trial)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for x := range work {
				r.one(t, x)
			}
		})
	}
	groups := make([]string, 0, len(files))
	for g := range files {
		groups = append(groups, g)
	}
	slices.Sort(groups)
	total := 0
	for round := uint64(0); round == 0 || time.Now().Before(r.until); round++ {
		for i, g := range groups {
			for j, h := range harms {
				if r.short && (i+j)%2 != 0 || !r.short && time.Now().After(r.until) {
					continue
				}
				rnd := rand.New(rand.NewPCG(r.seed+round, uint64(i*len(harms)+j)))
				for range often(g) {
					work <- trial{g, files[g][rnd.IntN(len(files[g]))], h, rnd.Uint64()}
					total++
				}
			}
		}
		if r.short {
			break
		}
	}
	close(work)
	workers.Wait()
	t.Logf("%d trials, seed %d\n%s", total, r.seed, r.table(groups))
}

// one harms a copy and has a process look at it.
func (r *torture) one(t *testing.T, x trial) {
	rnd := rand.New(rand.NewPCG(x.seed, 1))
	dir, err := os.MkdirTemp("", "halfsky-torture-")
	if err != nil {
		t.Error(err)
		return
	}
	defer func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	}()
	if err := r.prepare(dir, x, rnd); err != nil {
		t.Error(err)
		return
	}
	end := lookInChild(dir, x)
	class := end
	for _, c := range []string{endSound, endNamed, endRefused, endRead, endMisnamed, endLost, endCrash, endHang} {
		if strings.HasPrefix(end, c) {
			class = c
		}
	}
	if slices.Contains([]string{endMisnamed, endLost, endCrash, endHang}, class) {
		t.Errorf("%s (%s) %s, trial %d: %s", x.group, x.path, x.harm.name, x.seed, end)
	}
	r.mu.Lock()
	r.ends[[3]string{x.group, x.harm.name, class}]++
	for _, came := range []string{rescuedAll, rescuedPart, rescuedNone} {
		if strings.HasSuffix(end, came) {
			r.rescues[came]++
		}
	}
	r.mu.Unlock()
}

// prepare copies what the trial needs and harms the file.
func (r *torture) prepare(dir string, x trial, rnd *rand.Rand) error {
	for _, part := range x.parts() {
		if err := os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join(r.master, part))); err != nil {
			return err
		}
	}
	content, err := os.ReadFile(filepath.Join(r.master, "content"))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "content"), content, 0o600)
	}
	if err != nil {
		return err
	}
	err = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error { // CopyFS takes the owner's rights only as they were
		if err == nil && d.Type().IsRegular() {
			err = os.Chmod(path, 0o600)
		}
		return err
	})
	if err != nil {
		return err
	}
	b, err := os.ReadFile(filepath.Join(dir, x.path))
	if err != nil {
		return err
	}
	older, _ := os.ReadFile(filepath.Join(r.master, "older", x.path)) // there may be none
	others, _ := filepath.Glob(filepath.Join(r.master, "data", "*"))  // the pattern is good
	other, err := os.ReadFile(filepath.Join(r.master, "data", "keys.slot"))
	if err != nil {
		return err
	}
	if name := others[rnd.IntN(len(others))]; name != filepath.Join(r.master, x.path) {
		if read, err := os.ReadFile(name); err == nil {
			other = read
		}
	}
	if bytes.Equal(other, b) {
		other = b[len(b)/2:]
	}
	harmed := x.harm.do(rnd, b, older, other)
	if harmed == nil {
		return os.Remove(filepath.Join(dir, x.path))
	}
	return os.WriteFile(filepath.Join(dir, x.path), harmed, 0o600)
}

// lookInChild has a process of its own look at the folder, for a limited time.
func lookInChild(dir string, x trial) string {
	ctx, stop := context.WithTimeout(context.Background(), torturePatient)
	defer stop()
	c := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestTorture$")
	c.Env = append(os.Environ(), tortureEnv+"=look|"+x.group+"|"+dir, tortureFileEnv+"="+x.path)
	c.WaitDelay = time.Second
	out, err := c.CombinedOutput()
	if ctx.Err() != nil {
		return endHang
	}
	for line := range strings.Lines(string(out)) {
		if said, ok := strings.CutPrefix(strings.TrimSpace(line), tortureSays); ok && err == nil {
			return said
		}
	}
	return fmt.Sprintf("%s %v: %.2000s", endCrash, err, out)
}

// table is how the trials ended, by file and harm.
func (r *torture) table(groups []string) string {
	var out strings.Builder
	sum := map[string]int{}
	for _, g := range groups {
		fmt.Fprintf(&out, "%s\n", g)
		for _, h := range harms {
			var cells []string
			for _, end := range []string{endSound, endNamed, endRefused, endRead, endMisnamed, endLost, endCrash, endHang} {
				if n := r.ends[[3]string{g, h.name, end}]; n > 0 {
					cells = append(cells, fmt.Sprintf("%s %d", end, n))
					sum[end] += n
				}
			}
			if cells != nil {
				fmt.Fprintf(&out, "    %-16s %s\n", h.name, strings.Join(cells, ", "))
			}
		}
	}
	fmt.Fprintf(&out, "all: sound %d, named %d, refused %d, read %d, misnamed %d, silent losses %d, crashes %d, hangs %d; of the folders refused %d rescued whole, %d in part, %d not", sum[endSound], sum[endNamed],
		sum[endRefused], sum[endRead], sum[endMisnamed], sum[endLost], sum[endCrash], sum[endHang], r.rescues[rescuedAll], r.rescues[rescuedPart], r.rescues[rescuedNone])
	return out.String()
}

// kill kills a process that saves, again and again, and looks whether everything it told of is there.
func (r *torture) kill(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(r.master)); err != nil {
		t.Fatal(err)
	}
	told := map[string][]string{}
	rnd := rand.New(rand.NewPCG(r.seed, 9))
	rounds, saved := 0, 0
	for ; rounds < 3 || !r.short && time.Now().Before(r.until); rounds++ {
		r.killOnce(t, dir, time.Duration(50+rnd.IntN(600))*time.Millisecond, told)
		o, err := Open(filepath.Join(dir, "data"), torturePass, tortureOptions(dir))
		if err != nil {
			t.Fatalf("after a kill: %v", err)
		}
		if ts := slices.DeleteFunc(o.Troubles(), func(tr store.Trouble) bool { return tr.Kind == store.CacheUnusable || tr.Kind == store.ClockBack }); len(ts) > 0 {
			t.Errorf("after a kill: %+v", ts)
		}
		rep, err := o.Check(t.Context(), nil)
		if err != nil || !rep.Sound() {
			t.Errorf("after a kill: %+v, %v", rep.Troubles, err)
		}
		for table, ids := range told {
			for _, id := range ids {
				var of field.ID
				if err := of.UnmarshalText([]byte(id)); err != nil {
					t.Fatal(err)
				}
				if _, err := o.store.Get(centre.TypeOf(table), of); err != nil {
					t.Fatalf("%s %s was told to be saved: %v", table, id, err)
				}
			}
			saved = max(saved, len(ids))
		}
		if err := o.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills, %d records told to be saved, none lost", rounds, saved)
}

func (r *torture) killOnce(t *testing.T, dir string, after time.Duration, told map[string][]string) {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestTorture$")
	c.Env = append(os.Environ(), tortureEnv+"=save|"+dir)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	var killer *time.Timer
	for lines.Scan() {
		word, id, _ := strings.Cut(lines.Text(), " ")
		switch {
		case word == "saved" && len(id) == 36:
			told["organisation"] = append(told["organisation"], id)
		case word == "attached" && len(id) == 36:
			told["attachment"] = append(told["attachment"], id)
		default:
			t.Error(lines.Text())
		}
		if killer == nil { // it is at work
			killer = time.AfterFunc(after, func() { _ = c.Process.Kill() })
		}
	}
	_ = c.Wait() // killed: an error is what it should say
}
