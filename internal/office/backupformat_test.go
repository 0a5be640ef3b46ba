package office

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"cn.halfsky/internal/store"
)

func TestFolderOfAnOlderFormatIsCopiedBeforeItIsChanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	from := filepath.Join("..", "store", "testdata", "format1", "folder")
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	options := Options{Now: func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }, Account: "示例负责人"}.Cheap()
	s, err := store.Open(dir, "format one changed", options.filled().store()) // it holds no centre, so it is no office
	if err != nil {
		t.Fatal(err)
	}
	if s.Folder().Format < 2 {
		t.Errorf("the format is %d still", s.Folder().Format)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	copies := oldFormats(BackupFolder(dir))
	if len(copies) != 1 || copies[0].Seq == 0 {
		t.Fatalf("%+v", copies)
	}
	was, err := os.ReadFile(filepath.Join(from, "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	if is, err := os.ReadFile(filepath.Join(copies[0].Path, "store.db")); err != nil || string(is) != string(was) {
		t.Errorf("the copy is another: %v", err)
	}
}
