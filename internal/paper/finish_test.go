package paper

import (
	"bytes"
	"testing"
)

// halfDone is gofpdf's file of a small document, as the finishing pass gets it, with what finishes it.
func halfDone(t testing.TB) (finish func(raw []byte) ([]byte, error), raw []byte) {
	t.Helper()
	d := New(Options{Title: "样例", Date: sampleDate})
	d.Para("样例" + rareNames)
	d.NewPage()
	d.Table(Table{Columns: []Column{{Title: "甲"}}, Rows: [][]string{{"乙"}}})
	p := mustLayout(t, d)
	finish = func(raw []byte) ([]byte, error) {
		w := &writer{pages: p}
		if _, err := w.draw(0, len(p.Sheets)); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		f := newFile(&out, len(p.Sheets))
		if err := w.take(f, raw, 0, len(p.Sheets)); err != nil {
			return nil, err
		}
		err := w.finish(f)
		return out.Bytes(), err
	}
	raw, err := (&writer{pages: p}).draw(0, len(p.Sheets))
	if err != nil {
		t.Fatal(err)
	}
	return finish, raw
}

// FuzzFinish damages gofpdf's file: the finishing pass refuses it or makes a file, and never falls over.
func FuzzFinish(f *testing.F) {
	finish, raw := halfDone(f)
	table := bytes.LastIndex(raw, []byte("\nxref\n"))
	f.Add(0, byte(0), len(raw))
	f.Add(table+len("\nxref\n0 9\n")+20, byte('-'), len(raw))
	f.Add(table+len("\nxref\n0 9\n")+20, byte('9'), len(raw))
	f.Add(table+7, byte('x'), len(raw))
	f.Add(table, byte('\n'), table+30)
	f.Fuzz(func(t *testing.T, at int, value byte, size int) {
		if size < 0 || size > len(raw) {
			return
		}
		data := append([]byte(nil), raw[:size]...)
		if size > 0 {
			data[(at&0x7fffffff)%size] = value
		}
		file, err := finish(data)
		if err == nil && !bytes.HasSuffix(file, []byte("%%EOF\n")) {
			t.Error("neither refused nor finished")
		}
	})
}

// TestFinishRefusesDamage at each of the first bytes of the table, where it counts.
func TestFinishRefusesDamage(t *testing.T) {
	t.Parallel()
	finish, raw := halfDone(t)
	if _, err := finish(raw); err != nil {
		t.Fatal(err)
	}
	table := bytes.LastIndex(raw, []byte("\nxref\n0 "))
	entries := table + bytes.IndexByte(raw[table+6:], '\n') + 7
	for _, value := range []byte("-9x\x00") {
		for i := range 10 {
			data := bytes.Clone(raw)
			data[entries+20+i] = value
			if _, err := finish(data); err == nil && !bytes.Equal(data, raw) && value != '0' {
				t.Errorf("%q at figure %d of the first place is taken", value, i)
			}
		}
	}
	for n := range len(raw) / 64 {
		if _, err := finish(raw[:n*64]); err == nil {
			t.Errorf("cut to %d of %d bytes it is taken", n*64, len(raw))
		}
	}
}
