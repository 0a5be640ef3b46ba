package store

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Programs that keep a folder the same on two computers (网盘同步) copy one file after the other while they are being written: what
// arrives elsewhere fits together by luck. Where two computers wrote, they put both files there under names of their own. This
// program tells such names and touches none of them; which file is the right one only a person can say.

// ownNames are what may lie in a data folder.
var ownNames = []string{dataFile, keysFile, lockFile, ballastFile, cacheDir}

// strangeMarks stand in names that programs for keeping folders the same give to copies and to files that are not there yet.
var strangeMarks = []string{
	"conflict", "冲突", // Dropbox, Nextcloud, Syncthing, pCloud; 坚果云, Dropbox in Chinese
	"副本", " - copy", // Windows, and whoever copied by hand
	".icloud",                    // a file that lies only in the cloud
	".baiduyun.", "baidunetdisk", // 百度网盘, half way
	"~syncthing~", ".syncthing.", // half way
	".!sync", ".tmp.drivedownload", ".partial", // Resilio, Google Drive, others, half way
}

// Conflicts returns the names in dir that are copies of the data folder's files which something else made.
func Conflicts(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, diskCode(err)
	}
	var out []string
	for _, e := range entries {
		if strange(e.Name()) {
			out = append(out, e.Name())
		}
	}
	return out, nil
}

// strange reports whether a name is that of a copy of one of the folder's files: its stem with something behind it and the same
// ending, as "store (1).db" or "keys-PC2.slot", or with a mark of such a program.
func strange(name string) bool {
	if slices.Contains(ownNames, strings.TrimSuffix(name, newSuffix)) {
		return false
	}
	low := strings.ToLower(name)
	for _, own := range []string{dataFile, keysFile} {
		end := filepath.Ext(own)
		stem := strings.TrimSuffix(own, end)
		if strings.HasPrefix(low, stem) && strings.HasSuffix(low, end) {
			return true
		}
		if !strings.Contains(low, stem) {
			continue
		}
		for _, mark := range strangeMarks {
			if strings.Contains(low, mark) {
				return true
			}
		}
		if strings.HasPrefix(low, "~") || strings.HasSuffix(low, "~") {
			return true
		}
	}
	return false
}

// syncRoots are names of folders that such programs keep the same, in lower case; a longer name that begins so counts too:
// "OneDrive - 单位".
var syncRoots = []string{
	"dropbox", "onedrive", "坚果云", "我的坚果云", "nutstore", "iclouddrive", "icloud drive", "com~apple~clouddocs", "google drive",
	"googledrive", "百度网盘", "baidunetdisk", "baidusyncdisk", "百度云同步盘", "nextcloud", "owncloud", "wps云盘", "wpsdrive", "微云",
	"weiyun", "阿里云盘", "aliyundrive", "synologydrive", "megasync", "pcloud", "resilio sync",
}

// syncFiles are files that such programs leave in the folders they keep.
var syncFiles = []string{".stfolder", ".dropbox", ".dropbox.cache", ".nutstore", ".owncloudsync.log", ".nextcloudsync.log", ".sync"}

// InSyncFolder reports whether dir lies in a folder that a program for keeping folders the same on two computers works on, as far as
// its name or its files tell.
func InSyncFolder(dir string) bool {
	at, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	if real, err := filepath.EvalSymlinks(at); err == nil {
		at = real
	}
	for {
		base := strings.ToLower(filepath.Base(at))
		for _, root := range syncRoots {
			if base == root || strings.HasPrefix(base, root+" ") || strings.HasPrefix(base, root+"-") {
				return true
			}
		}
		for _, f := range syncFiles {
			if _, err := os.Stat(filepath.Join(at, f)); err == nil {
				return true
			}
		}
		up := filepath.Dir(at)
		if up == at {
			return false
		}
		at = up
	}
}

// lookAround notices what lies beside the folder's files, and where the folder lies.
func (s *Store) lookAround() {
	if found, err := Conflicts(s.dir); err == nil && len(found) > 0 {
		s.notice(Trouble{Kind: Conflict})
	}
	if InSyncFolder(s.dir) {
		s.notice(Trouble{Kind: SyncFolder})
	}
}
