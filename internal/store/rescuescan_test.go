package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
)

func TestScanFindsWhatTheTreeHolds(t *testing.T) {
	dir, _, ids := wounded(t)
	b, err := os.ReadFile(filepath.Join(dir, dataFile))
	if err != nil {
		t.Fatal(err)
	}
	rows, entries := map[string]bool{}, map[uint64]bool{}
	told := 0
	err = scanLeaves(context.Background(), bytes.NewReader(b), int64(len(b)), func(p piece) error {
		switch len(p.key) {
		case 8:
			rows[string(p.key)] = true
		case 12:
			entries[binary.BigEndian.Uint64(p.key)] = true
		}
		if !bytes.Equal(b[p.at:p.at+int64(len(p.value))], p.value) {
			t.Error("a value is told to lie where it does not")
		}
		return nil
	}, func(int, int) { told++ })
	if err != nil || len(rows) != len(ids) || len(entries) != 74 || told == 0 || told > 200 {
		t.Errorf("%d rows, %d entries, told %d times, %v", len(rows), len(entries), told, err)
	}
}

func FuzzLeafPieces(f *testing.F) {
	leaf := make([]byte, pageSize)
	binary.LittleEndian.PutUint16(leaf[8:], leafFlag)
	binary.LittleEndian.PutUint16(leaf[10:], 1)
	binary.LittleEndian.PutUint32(leaf[pageHead+4:], leafElem)
	binary.LittleEndian.PutUint32(leaf[pageHead+8:], 8)
	binary.LittleEndian.PutUint32(leaf[pageHead+12:], 100)
	f.Add(leaf)
	f.Add(leaf[:pageHead+4])
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) < pageHead {
			return // a page is never shorter
		}
		err := leafPieces(b, 0, func(p piece) error {
			if p.at < 0 || p.at+int64(len(p.value)) > int64(len(b)) || !bytes.Equal(b[p.at:p.at+int64(len(p.value))], p.value) {
				t.Fatal("a value outside the page")
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
