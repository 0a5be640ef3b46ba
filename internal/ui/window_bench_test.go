package ui

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/office"
)

// large is the whole program over a folder with 100,000 cases, or with so many as HALFSKY_CASES says, in front of its first person.
func large(b *testing.B) *booth {
	b.Helper()
	cases := 100_000
	if text := os.Getenv("HALFSKY_CASES"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			b.Fatal(err)
		}
		cases = n
	}
	w := newBooth(b)
	o := w.o.Office
	o.Now = w.o.Now
	dir := filepath.Join(w.home, "large")
	made, err := office.Create(b.Context(), dir, office.Founding{
		Centre: "样例市女职工维权中心", User: "值班员", Passphrase: testPass, Sample: true, Cases: cases,
	}, o)
	if err != nil {
		b.Fatal(err)
	}
	if err := made.Close(); err != nil {
		b.Fatal(err)
	}
	w.app.Preferences().SetString(prefFolder, dir)
	w.begin(false)
	w.types(testPass)
	w.keys("Return")
	if w.desk == nil {
		b.Fatalf("it does not open:\n%s", w.stage.words())
	}
	return w
}

// BenchmarkWindow is what the program does between a key and the changed window in a folder with 100,000 cases: reading, building and
// laying out. The drawing, which is the graphics system's, and the pause of typing that a search waits for are not in it.
func BenchmarkWindow(b *testing.B) {
	w := large(b)
	for _, c := range []struct {
		name               string
		before, key, after func()
	}{
		{name: "list", before: func() { w.keys("alt+1") }, key: func() { w.keys("alt+2") }},
		{name: "page-down", key: func() { w.keys(string(fyne.KeyPageDown)) }},
		{
			name:   "filter",
			before: func() { w.keys("ctrl+F", "tab", "tab", "tab", "tab", "tab"); w.types("来电") },
			key:    func() { w.keys("Return") }, after: func() { w.keys("Return", "BackSpace", "Return") },
		},
		{name: "search-letter", before: func() { w.keys("ctrl+F") }, key: func() { w.types("样") }, after: func() { w.clears(); w.settle() }},
		{name: "open", key: func() { w.keys("Return") }, after: func() { w.keys("Escape", "Down") }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			w.keys("Escape", "Escape", "alt+1", "alt+2", string(fyne.KeyPageDown))
			for n := 0; b.Loop(); n++ {
				b.StopTimer()
				if c.before != nil {
					c.before()
				}
				seen := ""
				if n == 0 {
					seen = w.stage.words()
				}
				b.StartTimer()
				c.key()
				b.StopTimer()
				if n == 0 && w.stage.words() == seen {
					b.Fatal("nothing changed in the window")
				}
				if c.after != nil {
					c.after()
				}
				b.StartTimer()
			}
		})
	}
}
