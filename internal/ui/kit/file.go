package kit

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// ReplaceFile writes a file beside the one of that name and puts it in its place when it is whole: whoever opens it sees the old one
// or the new one. Folders that are missing are made. Codes: field.NoSpace, ReadOnly.
func ReplaceFile(path string, write func(io.Writer) error) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make folder: %w", placeCode(err))
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".halfsky-*")
	if err != nil {
		return fmt.Errorf("make file: %w", placeCode(err))
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, ignoreClosed(f.Close()), os.Remove(f.Name()))
		}
	}()
	out := bufio.NewWriter(f)
	if err := write(out); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write file: %w", fileCode(err))
	}
	if err := f.Sync(); err != nil {
		return fmt.Errorf("sync file: %w", fileCode(err))
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("close file: %w", fileCode(err))
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("rename file: %w", fileCode(err))
	}
	return nil
}

func ignoreClosed(err error) error {
	if errors.Is(err, os.ErrClosed) {
		return nil
	}
	return err
}

// placeCode is fileCode for a place where nothing can be begun, whatever the system calls it: a drive that is gone, a file where
// a folder should be, a name that is too long.
func placeCode(err error) error {
	err = fileCode(err)
	if errors.Is(err, field.ReadOnly) || errors.Is(err, field.NoSpace) {
		return err
	}
	return fmt.Errorf("%w: %w", field.ReadOnly, err)
}

// fileCode gives the trouble of a disk the code that the person is told.
func fileCode(err error) error {
	switch text := strings.ToLower(err.Error()); {
	case errors.Is(err, fs.ErrPermission) || strings.Contains(text, "read-only"):
		return fmt.Errorf("%w: %w", field.ReadOnly, err)
	case strings.Contains(text, "no space") || strings.Contains(text, "disk full") || strings.Contains(text, "not enough space"):
		return fmt.Errorf("%w: %w", field.NoSpace, err)
	}
	return err
}

// FileName makes a name for a file of a text: without the signs that one system or another refuses.
func FileName(text, ending string) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`\/:*?"<>|`, r) {
			return '-'
		}
		return r
	}, field.Tidy(text))
	if runes := []rune(clean); len(runes) > 60 {
		clean = string(runes[:60])
	}
	clean = strings.Trim(clean, ". ")
	if clean == "" {
		clean = "halfsky"
	}
	return clean + ending
}

// Documents is the folder in which a person looks for what she saved: Documents where she has one, or else her own.
func Documents() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	for _, lang := range say.Langs() {
		dir := filepath.Join(home, say.For(lang).T("kit.path.documents"))
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir
		}
	}
	return home
}

// MayReplace does something that writes a file: at once when there is none of that name, or after the person agreed that it is
// replaced.
func (h *Host) MayReplace(path string, do func()) {
	Go(h, func() (bool, error) {
		_, err := os.Stat(path)
		return err == nil, nil
	}, func(there bool, _ error) {
		if !there {
			do()
			return
		}
		h.Confirm(h.T("kit.path.replace.title"), h.T("kit.path.replace.what", path), h.T("kit.path.replace"), do)
	})
}
