//go:build windows

package printer

import (
	"context"
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
)

// What this system's way of printing can do: a program that opens PDF files prints one that lies on the disk, as it likes.
const (
	NeedsFile = true
	Chooses   = false
)

var (
	spool        = windows.NewLazySystemDLL("winspool.drv")
	enumPrinters = spool.NewProc("EnumPrintersW")
	defaultName  = spool.NewProc("GetDefaultPrinterW")
)

// entry is PRINTER_INFO_4 of the Windows API.
type entry struct {
	name, server *uint16
	attributes   uint32
}

// The printers that are asked for: those of this computer, and those of others that it is connected to.
const local, connected, level = 2, 4, 4

// Printers returns the printers of this computer. Code: NoService.
func Printers(ctx context.Context) ([]Printer, error) {
	if enumPrinters.Find() != nil || defaultName.Find() != nil {
		return nil, fmt.Errorf("list printers: %w", NoService)
	}
	var need, n uint32
	ask := func(buf []byte) bool {
		var at *byte
		if len(buf) > 0 {
			at = &buf[0]
		}
		ok, _, _ := enumPrinters.Call(local|connected, 0, level, uintptr(unsafe.Pointer(at)), uintptr(len(buf)),
			uintptr(unsafe.Pointer(&need)), uintptr(unsafe.Pointer(&n)))
		return ok != 0
	}
	ask(nil)
	if need == 0 {
		return nil, nil
	}
	// In units of the entry, so that the memory is aligned for it.
	room := make([]entry, uintptr(need)/unsafe.Sizeof(entry{})+1)
	if !ask(unsafe.Slice((*byte)(unsafe.Pointer(&room[0])), uintptr(len(room))*unsafe.Sizeof(entry{}))) {
		return nil, fmt.Errorf("list printers: %w", NoService)
	}
	chosen := standard()
	var all []Printer
	for _, e := range room[:n] {
		name := windows.UTF16PtrToString(e.name)
		all = append(all, Printer{Name: name, Default: name == chosen})
	}
	return all, nil
}

// standard is the name of the default printer; empty when there is none.
func standard() string {
	buf := make([]uint16, 512)
	n := uint32(len(buf))
	if ok, _, _ := defaultName.Call(uintptr(unsafe.Pointer(&buf[0])), uintptr(unsafe.Pointer(&n))); ok == 0 {
		return ""
	}
	return windows.UTF16ToString(buf)
}

// Print has the program that opens PDF files print one: on the printer that was chosen, or else on the default one, or else it only
// opens the file, and the person prints from there. Codes: Opened, NoPrinter, NoPDFReader.
func Print(ctx context.Context, j Job) error {
	if err := j.check(); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	if j.Path == "" {
		return fmt.Errorf("print: no file: %w", Failed)
	}
	if j.Printer != "" && shell("printto", j.Path, `"`+j.Printer+`"`, windows.SW_HIDE) == nil {
		return nil
	}
	if j.Printer == "" && shell("print", j.Path, "", windows.SW_HIDE) == nil {
		return nil
	}
	if shell("open", j.Path, "", windows.SW_SHOWNORMAL) != nil {
		return fmt.Errorf("print: %w", NoPDFReader)
	}
	return fmt.Errorf("print: %w", Opened)
}

// shell does with a file what its right button offers.
func shell(verb, path, args string, show int32) error {
	v, err := windows.UTF16PtrFromString(verb)
	if err != nil {
		return err
	}
	p, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	var a *uint16
	if args != "" {
		if a, err = windows.UTF16PtrFromString(args); err != nil {
			return err
		}
	}
	return windows.ShellExecute(0, v, p, a, nil, show)
}
