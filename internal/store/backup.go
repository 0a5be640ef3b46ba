package store

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// BackupInfo is one backup, as far as it can be read without a passphrase.
type BackupInfo struct {
	Path     string
	Folder   field.ID     // of which folder
	Seq      uint64       // newest journal entry in it
	Made     field.Moment // by the clock of the computer that made it
	Verified field.Moment // when it was read back and proved; 0: it was not, or what it holds is damaged
	Size     int64        // bytes, without attachments
	Err      error        // why it cannot be read: field.Damaged, field.Newer, or what the disk said

	number uint32
}

// Backup writes all that is saved, sealed, into a new file in dir, which is made where only itself is missing, and copies those
// attachments there that the folder's other backups do not have. Others go on reading and saving. The file counts, and appears under
// its name, only after it was read back; only then are backups removed that are not kept any longer. Info.Verified is 0 when
// the data itself is damaged: then no proved backup is touched. Codes: NoSpace, NoFolder, ReadOnly, Cancelled; then the older backups
// are as they were. p is told of blocks of 64 KiB.
func (s *Store) Backup(ctx context.Context, dir string, p Progress) (BackupInfo, error) {
	s.backups.Lock()
	defer s.backups.Unlock()
	if p == nil {
		p = func(int, int) {}
	}
	b := &backing{s: s, ctx: ctx, dir: dir, tell: p}
	info, err := b.run()
	if err != nil {
		return BackupInfo{}, fmt.Errorf("back up: %w", diskCode(err))
	}
	return info, nil
}

// backing is one Backup on its way.
type backing struct {
	s    *Store
	ctx  context.Context
	dir  string
	tell Progress

	others      []BackupInfo            // of this folder, there already
	ring        *vault.Ring             // the keys of the moment: others may be retired before all is read back
	known       map[string]manifestBlob // attachments that lie there
	lost        bool                    // an attachment is nowhere
	done, total int64
	told        int64

	head   backupHead
	path   string
	bundle []byte
	key    vault.FileKey
	sealed []byte // key
	m      manifest
}

func (b *backing) run() (BackupInfo, error) {
	if err := b.look(); err != nil {
		return BackupInfo{}, err
	}
	blobs, err := b.s.Blobs()
	if err != nil {
		return BackupInfo{}, err
	}
	b.total = 2 * b.s.Folder().Size            // about: what is written is read once more
	if err := b.copyBlobs(blobs); err != nil { // most of them before the file is held still
		return BackupInfo{}, err
	}
	f, err := b.write()
	if err != nil {
		return BackupInfo{}, err
	}
	err = b.prove(f)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), b.path)
	}
	if err == nil {
		err = syncDir(b.dir)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // what failed is reported; a leftover goes with the next backup
		return BackupInfo{}, err
	}
	info := b.head.info(b.path, b.head.length)
	b.s.noteBackup(info)
	b.thin(info)
	return info, nil
}

// look finds what is there of this folder.
func (b *backing) look() error {
	if err := os.Mkdir(b.dir, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	all, err := Backups(b.dir)
	if err != nil {
		return err
	}
	for _, i := range all {
		if i.Err == nil && i.Folder == b.s.folder {
			b.others = append(b.others, i)
			b.head.number = max(b.head.number, i.number)
		}
	}
	b.head.number++
	b.known = b.knownBlobs()
	return b.sweep()
}

// sweep removes what a backup of this folder that was cut off left. Nobody else can be writing one: this program holds the folder.
func (b *backing) sweep() error {
	left, err := filepath.Glob(filepath.Join(escaped(b.dir), "*"+backupSuffix+b.s.unfinished()))
	if err != nil {
		return err
	}
	for _, path := range left {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	return nil
}

// unfinished ends the name of a backup that is not proved yet, and says whose it is before anything stands in it.
func (s *Store) unfinished() string { return "-" + hex.EncodeToString(s.folder[:8]) + newSuffix }

// write writes the backup under another name. The file is held still for reading only as long as that takes.
func (b *backing) write() (f *os.File, err error) {
	b.s.write.Lock() // so that keys and data are of one state
	unlock := sync.OnceFunc(b.s.write.Unlock)
	defer unlock()
	if err := b.s.usable(); err != nil {
		return nil, err
	}
	b.ring = b.s.ring.Clone()
	keys := b.s.keyring
	no, _, err := b.s.key(spaceAll)
	if err != nil {
		return nil, err
	}
	if b.bundle, err = keys.Encode(); err != nil {
		return nil, err
	}
	b.head.made = field.MomentOf(b.s.o.Clock())
	err = b.s.view(func(tx *bolt.Tx) (err error) {
		unlock()
		if err := b.describe(tx, no); err != nil {
			return err
		}
		f, err = b.create()
		if err != nil {
			return err
		}
		return b.fill(f, tx)
	})
	if err == nil {
		err = f.Sync()
	}
	if err != nil && f != nil {
		err = errors.Join(err, f.Close())
		_ = os.Remove(f.Name()) // what failed is reported; a leftover goes with the next backup
	}
	return f, err
}

// describe fills in what stands in clear and in the manifest, but for the digest of the data.
func (b *backing) describe(tx *bolt.Tx, no uint32) error {
	folder, format, err := decodeFormat(bytes.Clone(value(tx, metaBucket, formatKey)))
	if err != nil {
		return err
	}
	var h head
	if err := openDoc(b.ring, "head", bytes.Clone(value(tx, metaBucket, headKey)), &h); err != nil {
		return err
	}
	blobs, err := blobsIn(tx)
	if err == nil {
		err = b.copyBlobs(blobs)
	}
	if err != nil {
		return err
	}
	b.m = manifest{Folder: folder, Made: b.head.made, Seq: h.Seq, Chain: h.Chain, Desk: h.Desk, Format: format, Size: tx.Size(),
		Sum: make([]byte, len(b.head.keys)), Blobs: b.named(blobs)}
	end, err := b.m.encode()
	if err != nil {
		return err
	}
	b.head = backupHead{format: backupFormat, least: backupFormat, folder: folder, seq: h.Seq, made: b.head.made, number: b.head.number,
		bundle: uint32(len(b.bundle)), keys: sum256(b.bundle)}
	b.head.length = b.head.body() + vault.SealedLen(b.m.Size+int64(len(b.m.Sum)+len(end)))
	b.key = vault.NewFileKey()
	b.sealed, err = b.ring.Seal(nil, vault.Backups, no, backupFormat, b.head.place(), b.key[:])
	return err
}

// create makes the file under the first name that is free, with its time in front so that names sort.
func (b *backing) create() (*os.File, error) {
	for n := 1; ; n++ {
		name := fmt.Sprintf("%s-%09d", stampOf(b.head.made), b.head.seq)
		if n > 1 {
			name += fmt.Sprintf("-%d", n)
		}
		b.path = filepath.Join(b.dir, name+backupSuffix)
		if _, err := os.Lstat(b.path); err == nil {
			continue
		}
		f, err := os.OpenFile(b.path+b.s.unfinished(), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if !errors.Is(err, os.ErrExist) {
			return f, err
		}
	}
}

// stampOf is a time as names have it: the same in every zone, and in order.
func stampOf(m field.Moment) string { return m.In(time.UTC).Format("20060102T150405Z") }

// step counts n bytes more and ends a backup that somebody stopped.
func (b *backing) step(n int64) error {
	if b.ctx.Err() != nil {
		return field.Cancelled
	}
	const block = 64 << 10
	if b.done += n; b.done-b.told >= max(b.total/200, block) {
		b.told = b.done
		b.tell(int(min(b.done, b.total)/block), int(b.total/block))
	}
	return nil
}

// info is what can be told of the backup without a passphrase.
func (h *backupHead) info(path string, size int64) BackupInfo {
	return BackupInfo{Path: path, Folder: h.folder, Seq: h.seq, Made: h.made, Verified: h.verified, Size: size, number: h.number}
}

// Age is how long ago the backup was made; never below 0, though clocks can be set back.
func (i BackupInfo) Age(now time.Time) time.Duration { return max(now.Sub(i.Made.In(time.UTC)), 0) }
