// Command halfsky is the program people start: the window over one data folder.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"cn.halfsky/assets"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui"
)

const appID = "cn.halfsky" // FyneApp.toml has it too

// The exit codes; halfskyctl has the same.
const (
	exitDone  = 0
	exitUsage = 2
	exitOther = 7
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

// run shows the window until it is closed. Whatever happens, the data folder is closed before it returns.
func run(args []string, stderr io.Writer) (code int) {
	locale := locale()
	book := say.For(say.Match(locale))
	flags := flag.NewFlagSet("halfsky", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	folder := flags.String("data", "", "")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 {
		if _, err := fmt.Fprintln(stderr, book.T("start.usage")); err != nil {
			return exitOther
		}
		if errors.Is(err, flag.ErrHelp) {
			return exitDone
		}
		return exitUsage
	}
	var p *ui.Program
	defer func() {
		fault := recover()
		if fault != nil {
			log.Printf("fault: %T\n%s", fault, debug.Stack()) // its text may hold what somebody typed
			code = exitOther
		}
		if p != nil {
			if err := p.Rescue(fault != nil); err != nil {
				log.Printf("close folder: %v", err)
				code = exitOther
			}
		}
		if fault != nil {
			_, _ = fmt.Fprintln(stderr, book.T("start.fault")) // nothing is left to do when that fails
		}
	}()
	if cache, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(cache, 0o700) // the toolkit complains on a machine nobody has used yet, and works without
	}
	// Work comes back to the window's thread in one place (kit.Go), which the house rules hold everybody to. So the toolkit need not ask
	// at each repaint which thread it is on: that took a quarter of the time a screen needs.
	app.SetMetadata(fyne.AppMetadata{ID: appID, Migrations: map[string]bool{"fyneDo": true}})
	p = ui.NewProgram(app.NewWithID(appID), ui.Options{
		Folder: *folder, Locale: locale, Version: version(), Now: time.Now, Office: office.Options{Anchor: office.AnchorFolder(), Fonts: office.FontsNote()},
	})
	p.Window().SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	followCaret(p)
	p.Window().ShowAndRun()
	return exitDone
}

// locale is the language of the system; empty means Chinese.
func locale() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(name); v != "" {
			return v
		}
	}
	return ""
}

// version is the version the program was built from, as the toolchain noted it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "(devel)" {
		return ""
	}
	return info.Main.Version
}
