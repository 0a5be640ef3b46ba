package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// childEnv makes the test program do one thing as a process of its own: "write DIR" saves records until it is killed, "open DIR"
// tries to open the folder, "rotate DIR" gives the cases a new key, "compact DIR" compacts it again and again.
const childEnv = "HALFSKY_STORE_CHILD"

func childMain(what string) int {
	verb, dir, _ := strings.Cut(what, " ")
	switch verb {
	case "restore":
		return restoreChild(dir)
	case "backup":
		return backupChild(dir)
	}
	s, err := Open(dir, secret, options())
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	if verb == "open" {
		fmt.Println("opened")
		return 0
	}
	for verb == "compact" {
		if err := s.Compact(context.Background(), nil); err != nil {
			fmt.Println("error", err)
			return 1
		}
	}
	if verb == "rotate" {
		if err := s.Rotate(context.Background(), []field.Space{field.Cases}, func(done, total int) { fmt.Println("sealed", done, total) }); err != nil {
			fmt.Println("error", err)
			return 1
		}
		return 0
	}
	rnd := rand.New(rand.NewPCG(uint64(os.Getpid()), 1))
	for n := 0; ; n++ {
		m := random(rnd, n)
		_, err := s.Update(context.Background(), Verb{Name: "write"}, func(tx *Tx) error { return tx.Put(m) })
		if err != nil {
			fmt.Println("error", err)
			return 1
		}
		fmt.Println("saved", m.ID) // the parent counts on whatever was told
	}
}

func child(t *testing.T, what string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+what)
	return cmd
}

func TestKilledProcessLosesNothingItToldOf(t *testing.T) {
	s := create(t, options())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	var told []string
	rnd := rand.New(rand.NewPCG(3, 3))
	for range 6 {
		cmd := child(t, "write "+s.dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for range 5 + rnd.IntN(60) {
			if !lines.Scan() {
				t.Fatal("the child stopped by itself")
			}
			word, id, _ := strings.Cut(lines.Text(), " ")
			if word != "saved" {
				t.Fatal(lines.Text())
			}
			told = append(told, id)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() { // what it still told before it died
			if id, ok := strings.CutPrefix(lines.Text(), "saved "); ok && len(id) == 36 {
				told = append(told, id)
			}
		}
		_ = cmd.Wait() // killed: an error is what it should say
		s = openAgain(t, s)
		if len(s.Troubles()) > 0 {
			t.Fatalf("after a kill: %+v", s.Troubles())
		}
		sound(t, s)
		here := map[string]bool{}
		err = s.Each(context.Background(), matterType, func(r field.Record) error { here[r.Base().ID.String()] = true; return nil })
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range told {
			if !here[id] {
				t.Fatalf("record %s of %d was told to be saved and is not there", id, len(told))
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSecondInstanceIsRefusedWithinASecond(t *testing.T) {
	s := create(t, options())
	cmd := child(t, "open "+s.dir)
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), string(field.InUse)) {
		t.Fatalf("a second process: %v, %s", err, out)
	}
	if _, err := Open(s.dir, secret, s.o); err == nil || !strings.Contains(err.Error(), string(field.InUse)) {
		t.Fatalf("a second opening in the same process: %v", err)
	}
	put(t, s, full(1)) // and the first goes on
}

// known signs in without a passphrase.
func known(slot *vault.Slot, a *vault.Account) func(*keyring) (*vault.Slot, *vault.Account, error) {
	return func(*keyring) (*vault.Slot, *vault.Account, error) { return slot, a, nil }
}

func eachOne(field.Record) error { return nil }

// damaged copies the folder and returns a function that makes a fresh copy with one change.
func copyFolder(t testing.TB, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(to, 0o700); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(to)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		mode := os.FileMode(0o600)
		if e.IsDir() {
			mode = 0o700
		}
		if err := os.Chmod(filepath.Join(to, e.Name()), mode); err != nil {
			t.Fatal(err)
		}
	}
}
