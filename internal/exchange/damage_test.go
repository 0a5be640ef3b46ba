package exchange

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/google/uuid"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// TestDamagedTablesAreRefusedInWordsOrWhole harms written tables everywhere. A workbook, which carries checksums, is refused or read
// exactly as it was written. Text that carries none may read otherwise, and then stands in the plan before anything is saved; what
// is no such text any more is refused.
func TestDamagedTablesAreRefusedInWordsOrWhole(t *testing.T) {
	var rs []field.Record
	for _, name := range []string{"示例甲厂", "示例乙厂", "示例丙厂"} {
		o := &centre.Organisation{Meta: field.Meta{ID: uuid.NewSHA1(uuid.Nil, []byte(name))}, Name: name, Kind: "union", Note: name + "的备注"}
		rs = append(rs, o)
	}
	data := newFolder(rs...)
	rnd := rand.New(rand.NewPCG(4, 4))
	trials := 400
	if testing.Short() {
		trials = 100
	}
	for _, form := range []Form{XLSX, CSV, JSON} {
		good := export(t, data, Writing{Type: centre.OrganisationType, Form: form, Book: say.For(say.ZH)})
		want := mustRead(t, "x", good)
		if len(cellsOf(want)) < 1+len(rs) {
			t.Fatalf("%d rows were written", len(cellsOf(want)))
		}
		refused := 0
		for range trials {
			bad := bytes.Clone(good)
			at := rnd.IntN(len(bad))
			switch rnd.IntN(4) {
			case 0:
				bad[at] ^= 1 << rnd.IntN(8)
			case 1:
				bad = bad[:at]
			case 2:
				clear(bad[at:min(at+512, len(bad))])
			case 3:
				copy(bad[at:], bad[rnd.IntN(len(bad)):])
			}
			if bytes.Equal(bad, good) {
				continue
			}
			file, err := Read(context.Background(), "x", bytes.NewReader(bad), int64(len(bad)))
			var ps field.Problems
			switch {
			case errors.As(err, &ps):
				refused++
			case err != nil:
				t.Fatalf("form %v, byte %d: refused without a sentence: %v", form, at, err)
			case form == XLSX && !reflect.DeepEqual(cellsOf(file), cellsOf(want)):
				t.Fatalf("byte %d of a workbook: it reads otherwise", at)
			}
		}
		if refused == 0 {
			t.Errorf("form %v: nothing was refused", form)
		}
	}
}

// cellsOf are all cells of a file.
func cellsOf(f *File) (out [][]string) {
	for _, s := range f.Sheets {
		for _, r := range s.Rows {
			var line []string
			for _, c := range r.Cells {
				line = append(line, c.Text)
			}
			out = append(out, line)
		}
	}
	return out
}
