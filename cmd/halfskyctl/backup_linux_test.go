package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestABackupToAFullDiskLeavesTheOlderOne(t *testing.T) {
	d := made(t, "--sample")
	disk := smallDisk(t, "size=16m")
	to := filepath.Join(disk, "备份")
	d.do(exitDone, "backup", "--to", to)
	first := d.newestBackup(to)
	for _, free := range []uint64{0, 40 << 10, 200 << 10} {
		fill(t, disk, free)
		got := d.do(exitOther, "backup", "--to", to)
		if !strings.Contains(got.err, "磁盘已满") || got.out != "" {
			t.Errorf("with %d bytes free: %+v", free, got)
		}
		all, err := filepath.Glob(filepath.Join(to, "*"))
		if err != nil || len(all) > 2 || d.newestBackup(to) != first { // the backup, and the folder of attachments
			t.Errorf("with %d bytes free there is %q, %v", free, all, err)
		}
		if got := d.withPass("verify", "--from", first); got.code != exitDone {
			t.Errorf("with %d bytes free: %+v", free, got)
		}
		if err := os.Remove(filepath.Join(disk, "filled")); err != nil {
			t.Fatal(err)
		}
	}
	d.do(exitDone, "backup", "--to", to)
}
