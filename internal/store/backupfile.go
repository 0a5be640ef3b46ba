package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/fxamacker/cbor/v2"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// A backup is one file. What stands in clear says which folder's it is and how new, and brings along the keys as a passphrase opens
// them, so that the file and a passphrase are enough; all else is sealed with a key of the backup's own:
//
//	"HSBACKUP" | [2] format | [2] least format a reader must know | [16] folder | [8] seq | [8] made | [4] number | [8] length of the file
//	| [4] length of the keys | [32] SHA-256 of the keys | [8] checksum of all before
//	[8] when it was proved, or 0 | [8] checksum
//	keys (vault.Bundle) | key of the backup, sealed for the space every account holds | sealed:
//		store.db | [32] its SHA-256 | manifest | [4] length of the manifest
//
// Numbers count the backups of a folder in one place, so that which is the newer does not hang on any clock. The seals cover the
// clear part too, but for the proof, which is written last.
const (
	backupMagic   = "HSBACKUP"
	backupFormat  = 1
	backupBound   = 8 + 2 + 2 + 16 + 8 + 8 + 4 + 8 + 4 + sha256.Size // what the checksum and the seals cover
	backupMarkAt  = backupBound + 8
	backupHeadLen = backupMarkAt + 8 + 8
	backupKeyLen  = vault.Overhead + vault.FileKeyLen

	backupSuffix   = ".hsbak"
	mostBundle     = 64 << 20
	mostManifest   = 512 << 20
	mostBlobs      = 1 << 22
	manifestLenLen = 4
)

// backupHead is what can be read of a backup without a passphrase.
type backupHead struct {
	format   uint16 // and whoever reads it must know least
	least    uint16
	folder   field.ID
	seq      uint64
	made     field.Moment
	number   uint32
	length   int64 // of the whole file
	bundle   uint32
	keys     [sha256.Size]byte
	verified field.Moment // 0: it was never proved
}

// bound is what is covered by the checksum and the seals.
func (h *backupHead) bound() []byte {
	b := binary.BigEndian.AppendUint16([]byte(backupMagic), h.format)
	b = append(binary.BigEndian.AppendUint16(b, h.least), h.folder[:]...)
	b = binary.BigEndian.AppendUint64(b, h.seq)
	b = binary.BigEndian.AppendUint64(b, uint64(h.made))
	b = binary.BigEndian.AppendUint32(b, h.number)
	b = binary.BigEndian.AppendUint64(b, uint64(h.length))
	b = binary.BigEndian.AppendUint32(b, h.bundle)
	return append(b, h.keys[:]...)
}

func (h *backupHead) encode() []byte {
	b := h.bound()
	return append(append(b, checksum(b)...), h.mark()...)
}

// mark is the note that the backup was proved.
func (h *backupHead) mark() []byte {
	b := binary.BigEndian.AppendUint64(nil, uint64(h.verified))
	return append(b, checksum(append(h.bound(), b...))...)
}

func checksum(b []byte) []byte {
	sum := sha256.Sum256(b)
	return sum[:8]
}

// decodeBackupHead reads what stands in clear. Damaged, Newer.
func decodeBackupHead(b []byte) (*backupHead, error) {
	damaged := fmt.Errorf("read backup: %w", field.Damaged)
	if len(b) < backupHeadLen || !bytes.HasPrefix(b, []byte(backupMagic)) {
		return nil, damaged
	}
	h := &backupHead{format: binary.BigEndian.Uint16(b[8:]), least: binary.BigEndian.Uint16(b[10:])}
	if h.least > backupFormat {
		return nil, fmt.Errorf("read backup: format %d: %w", h.format, field.Newer)
	}
	h.seq, h.made = binary.BigEndian.Uint64(b[28:]), field.Moment(binary.BigEndian.Uint64(b[36:]))
	h.number, h.length = binary.BigEndian.Uint32(b[44:]), int64(binary.BigEndian.Uint64(b[48:]))
	h.bundle, h.verified = binary.BigEndian.Uint32(b[56:]), field.Moment(binary.BigEndian.Uint64(b[backupMarkAt:]))
	copy(h.folder[:], b[12:])
	copy(h.keys[:], b[60:])
	if !bytes.Equal(h.encode(), b[:backupHeadLen]) || h.bundle > mostBundle || h.length < h.body() {
		return nil, damaged
	}
	return h, nil
}

// body is where the sealed part begins.
func (h *backupHead) body() int64 {
	return int64(backupHeadLen) + int64(h.bundle) + int64(backupKeyLen)
}

// place is what the sealed parts are tied to.
func (h *backupHead) place() []byte { return append([]byte("backup"), h.bound()...) }

// manifest says what a backup holds, readable to every account.
type manifest struct {
	Folder field.ID       `cbor:"1,keyasint"`
	Made   field.Moment   `cbor:"2,keyasint"`
	Seq    uint64         `cbor:"3,keyasint"`
	Chain  []byte         `cbor:"4,keyasint"`
	Desk   uint32         `cbor:"5,keyasint"`
	Format uint16         `cbor:"6,keyasint"` // of the folder
	Size   int64          `cbor:"7,keyasint"` // of store.db, bytes
	Sum    []byte         `cbor:"8,keyasint"` // SHA-256 of store.db
	Blobs  []manifestBlob `cbor:"9,keyasint,omitempty"`
}

// manifestBlob is one attachment, which lies sealed beside the backups.
type manifestBlob struct {
	Name string `cbor:"1,keyasint"`
	Size int64  `cbor:"2,keyasint"`
	Sum  []byte `cbor:"3,keyasint"` // SHA-256 of the sealed file
}

var manifestDec = must(cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden,
	TagsMd: cbor.TagsForbidden, MaxNestedLevels: 4, MaxArrayElements: mostBlobs}.DecMode())

// encode returns the manifest with its length behind it.
func (m *manifest) encode() ([]byte, error) {
	b, err := cborEnc.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("write manifest: %w", err)
	}
	return binary.BigEndian.AppendUint32(b, uint32(len(b))), nil
}

// decodeManifest reads a manifest without its length. Damaged, also for names that lead out of their folder.
func decodeManifest(b []byte) (*manifest, error) {
	m := new(manifest)
	if err := manifestDec.Unmarshal(b, m); err != nil {
		return nil, fmt.Errorf("read manifest: %w", field.Damaged)
	}
	if len(m.Chain) != chainLen || len(m.Sum) != sha256.Size || m.Size < 0 {
		return nil, fmt.Errorf("read manifest: %w", field.Damaged)
	}
	for _, x := range m.Blobs {
		if !isBlobName(x.Name) || x.Size < 0 || len(x.Sum) != sha256.Size {
			return nil, fmt.Errorf("read manifest: attachment: %w", field.Damaged)
		}
	}
	return m, nil
}

// readManifest reads the manifest at the end of what a backup sealed, and makes sure that it fits the length of it.
func readManifest(r io.ReaderAt, size int64) (*manifest, error) {
	damaged := fmt.Errorf("read manifest: %w", field.Damaged)
	var b [manifestLenLen]byte
	if size < int64(len(b)) {
		return nil, damaged
	}
	if _, err := r.ReadAt(b[:], size-int64(len(b))); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read manifest: %w", coded(err))
	}
	n := int64(binary.BigEndian.Uint32(b[:]))
	at := size - int64(len(b)) - n
	if n > mostManifest || at < sha256.Size {
		return nil, damaged
	}
	text := make([]byte, n)
	if _, err := r.ReadAt(text, at); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read manifest: %w", coded(err))
	}
	m, err := decodeManifest(text)
	if err != nil {
		return nil, err
	}
	if m.Size != at-sha256.Size {
		return nil, damaged
	}
	sum := make([]byte, sha256.Size)
	if _, err := r.ReadAt(sum, m.Size); err != nil {
		return nil, fmt.Errorf("read manifest: %w", coded(err))
	}
	if !bytes.Equal(sum, m.Sum) {
		return nil, damaged
	}
	return m, nil
}
