package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"cn.halfsky/internal/field"
)

// outError says that a file could not be written.
type outError struct {
	name string
	err  error
}

func (e *outError) Error() string { return fmt.Sprintf("write output: %v", e.err) }

func (e *outError) Unwrap() error { return e.err }

// reasons are why files cannot be written, and what is said of each.
var reasons = []struct {
	is  []error
	say string
}{
	{[]error{syscall.ENOSPC, field.NoSpace}, "ctl.reason.nospace"},
	{[]error{fs.ErrPermission, syscall.EROFS, field.ReadOnly}, "ctl.reason.permission"},
	{[]error{fs.ErrNotExist}, "ctl.reason.nofolder"},
	{[]error{syscall.EFBIG}, "ctl.reason.big"},
}

// checkOut makes sure, before anything is opened or noted in the journal, that a file can be put there.
func (c *call) checkOut() error {
	if info, err := os.Stat(c.outFile); err == nil && !info.Mode().IsRegular() {
		return usage("ctl.out.nofile", c.outFile)
	}
	if info, err := os.Stat(filepath.Dir(c.outFile)); err != nil || !info.IsDir() {
		return usage("ctl.out.nofolder", c.outFile)
	}
	return nil
}

// writeFile replaces the file in one step: temporary file, sync, rename. Whatever goes wrong, the file that was there stays.
func writeFile(name string, write func(w io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".halfsky-*")
	if err != nil {
		return &outError{name, err}
	}
	disk := &diskWriter{w: f}
	buf := bufio.NewWriter(disk)
	err = write(buf)
	if err == nil {
		err = buf.Flush()
	}
	if err == nil {
		disk.err = f.Sync()
		err = disk.err
	}
	if closing := f.Close(); err == nil && closing != nil {
		disk.err, err = closing, closing
	}
	if err == nil {
		if err = os.Rename(f.Name(), name); err == nil {
			return nil
		}
		disk.err = err
	}
	_ = os.Remove(f.Name()) // what failed is reported
	if disk.err != nil {
		return &outError{name, disk.err}
	}
	return err
}

// diskWriter remembers what the disk said: whoever writes through it may report it in other words.
type diskWriter struct {
	w   io.Writer
	err error
}

func (d *diskWriter) Write(b []byte) (int, error) {
	n, err := d.w.Write(b)
	d.err = errors.Join(d.err, err)
	return n, err
}
