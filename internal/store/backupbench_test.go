package store

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkBackup compares a backup of the large folder (about 100 MB with -rows 40000) with a copy of the file by the system, both
// synced, and both read back; the four take turns, so that the disk's moods hit all. The metrics are how many times as fast as the
// copy the backup was, by the medians.
func BenchmarkBackup(b *testing.B) {
	s := openBig(b)
	defer closeBig(b, s)
	dir := b.TempDir()
	from, to, size := filepath.Join(s.dir, dataFile), filepath.Join(dir, "copy"), s.Folder().Size
	readBack := func(b *testing.B) {
		if _, err := sumOfFile(to, size, func(int64) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
	runs := []func(*testing.B){
		func(b *testing.B) { plainCopy(b, from, to) },
		func(b *testing.B) { writtenOnly(b, s, dir) },
		func(b *testing.B) { plainCopy(b, from, to); readBack(b) },
		func(b *testing.B) {
			if i, err := s.Backup(b.Context(), dir, nil); err != nil || i.Verified == 0 {
				b.Fatalf("%+v, %v", i, err)
			}
		},
	}
	took := make([][]time.Duration, len(runs))
	b.SetBytes(size * int64(len(runs)))
	for b.Loop() {
		for i, run := range runs {
			begin := time.Now()
			run(b)
			took[i] = append(took[i], time.Since(begin))
		}
	}
	median := func(i int) float64 {
		slices.Sort(took[i])
		return took[i][len(took[i])/2].Seconds()
	}
	b.ReportMetric(median(0)/median(1), "written/copy")
	b.ReportMetric(median(2)/median(3), "proved/copy+read")
	b.ReportMetric(median(3)*1000, "ms/backup")
	b.ReportMetric(float64(size)/1e6, "MB")
}

// writtenOnly is a backup up to where it would be read back.
func writtenOnly(b *testing.B, s *Store, dir string) {
	b.Helper()
	k := &backing{s: s, ctx: b.Context(), dir: dir, tell: func(int, int) {}}
	if err := k.look(); err != nil {
		b.Fatal(err)
	}
	f, err := k.write()
	if err != nil {
		b.Fatal(err)
	}
	if err := errors.Join(f.Close(), os.Remove(f.Name())); err != nil {
		b.Fatal(err)
	}
}

func plainCopy(b *testing.B, from, to string) {
	b.Helper()
	src, err := os.Open(from)
	if err != nil {
		b.Fatal(err)
	}
	dst, err := os.Create(to + newSuffix)
	if err != nil {
		b.Fatal(err)
	}
	_, err = io.Copy(dst, src)
	err = errors.Join(err, dst.Sync(), dst.Close(), src.Close(), os.Rename(to+newSuffix, to), syncDir(filepath.Dir(to)))
	if err != nil {
		b.Fatal(err)
	}
}
