package office

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// What a process of its own makes of a harmed folder. It says it in its last line of output, which begins with tortureSays.
const (
	tortureEnv  = "HALFSKY_TORTURE_CHILD" // "look GROUP FOLDER" or "save FOLDER"
	tortureSays = "TORTURE "
	torturePass = "折磨用的口令 2026"
)

// The ends of a trial.
const (
	endSound    = "sound"   // everything is there and nothing was found: the harm fell on nothing
	endNamed    = "named"   // it opened, and what is wrong was told
	endRefused  = "refused" // it did not open, with the right word
	endRead     = "read"    // an export that was read as a table: what stands in it cannot be proved
	endMisnamed = "MISNAMED"
	endLost     = "SILENT LOSS"
	endCrash    = "CRASH"
	endHang     = "HANG"
)

// What a rescue brought of a folder that does not open.
const (
	rescuedAll  = ", all rescued"
	rescuedPart = ", rescued in part"
	rescuedNone = ", no rescue"
)

func tortureOptions(dir string) Options {
	now := time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC)
	return Options{Now: func() time.Time { now = now.Add(time.Second); return now }, Zone: time.UTC, Anchor: filepath.Join(dir, "anchor"),
		Computer: "示例电脑", Lend: filepath.Join(dir, "lent")}.Cheap()
}

func tortureChild(what string) {
	word, rest, _ := strings.Cut(what, "|")
	if word == "save" {
		tortureSaver(rest)
		return
	}
	group, dir, _ := strings.Cut(rest, "|")
	end := ""
	switch {
	case strings.HasPrefix(group, "backup"):
		end = lookAtBackup(dir)
	case strings.HasPrefix(group, "export"):
		end = lookAtExport(dir)
	default:
		end = lookAtData(dir)
	}
	fmt.Println(tortureSays + end)
}

// contentOf is a digest of every live record and attached file.
func contentOf(o *Office) (map[string]string, error) {
	out := map[string]string{}
	for _, t := range centre.Types {
		err := o.store.Each(context.Background(), t, func(r field.Record) error {
			h := sha256.New()
			for i := range t.Fields {
				_, _ = fmt.Fprintf(h, "%q", t.Fields[i].Text(r)) // a hash never fails
			}
			for _, f := range t.With(field.IsBlob) {
				if ref := f.Text(r); ref != "" {
					b, err := o.store.OpenBlob(ref)
					if err != nil {
						return err
					}
					if _, err := io.Copy(h, b); err != nil {
						return errors.Join(err, b.Close())
					}
					if err := b.Close(); err != nil {
						return err
					}
				}
			}
			out[r.Base().ID.String()] = fmt.Sprintf("%x", h.Sum(nil)[:8])
			return nil
		})
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// readContent reads what a master folder holds, and the number of its newest backup's newest entry.
func readContent(path string) (content map[string]string, seq string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	out := map[string]string{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		id, sum, _ := strings.Cut(lines.Text(), " ")
		out[id] = sum
	}
	seq = out["seq"]
	delete(out, "seq")
	return out, seq, lines.Err()
}

// missing counts what is not there as it was.
func missing(want, have map[string]string) (n int) {
	for id, sum := range want {
		if have[id] != sum {
			n++
		}
	}
	return n
}

// refusal judges the word with which something was refused.
func refusal(err error, fits ...field.Code) string {
	for _, c := range fits {
		if errors.Is(err, c) {
			return endRefused + " " + string(c)
		}
	}
	var ps field.Problems
	if errors.As(err, &ps) {
		return endRefused + " problems"
	}
	return endMisnamed + " " + strings.ReplaceAll(err.Error(), "\n", "; ")
}

func lookAtData(dir string) string {
	want, _, err := readContent(filepath.Join(dir, "content"))
	if err != nil {
		return endMisnamed + " " + err.Error()
	}
	options, data := tortureOptions(dir), filepath.Join(dir, "data")
	o, err := Open(data, torturePass, options)
	if err != nil {
		end := refusal(err, field.Damaged, field.Newer)
		if d := Diagnose(data); d.Code == "" && len(d.Troubles) == 0 && !strings.HasPrefix(end, endMisnamed) {
			end += ", nothing seen from outside"
		}
		rep, err := Rescue(context.Background(), data, torturePass, filepath.Join(dir, "rescued"), options, nil)
		if err != nil {
			return end + rescuedNone
		}
		if bad := judgeRescue(rep, want, options); bad != "" {
			return endLost + " in a rescue: " + bad
		}
		if rep.Whole() {
			return end + rescuedAll
		}
		return end + rescuedPart
	}
	return useHarmed(o, data, want, options)
}

// judgeRescue holds what came of a rescue against what there was and what it told.
func judgeRescue(rep RescueReport, want map[string]string, options Options) string {
	o, err := Open(rep.To, torturePass, options)
	if err != nil {
		return err.Error()
	}
	have, readErr := contentOf(o)
	if err := o.Close(); err != nil {
		return err.Error()
	}
	if readErr != nil { // it misses an attached file, which was counted
		if rep.NoFiles == 0 {
			return readErr.Error()
		}
		return ""
	}
	gone, other := 0, 0
	for id, sum := range want {
		switch is, there := have[id]; {
		case !there:
			gone++
		case is != sum:
			other++
		}
	}
	if other > rep.Older || rep.Counted && gone > rep.Lost {
		return fmt.Sprintf("%d are gone, %d are otherwise, %+v", gone, other, rep)
	}
	return ""
}

// useHarmed uses all of a harmed folder that opened, and writes into it.
func useHarmed(o *Office, data string, want map[string]string, options Options) string {
	troubles := o.Troubles()
	have, readErr := contentOf(o)
	rep, checkErr := o.Check(context.Background(), nil)
	_, draftErr := o.Draft()
	unit := centre.OrganisationType.New().(*centre.Organisation)
	unit.Name, unit.Kind = "示例新单位", centre.OrganisationKind.Codes[0].Code
	_, saveErr := o.Save(context.Background(), unit)
	closeErr := o.Close()
	for _, err := range []error{readErr, checkErr, draftErr, saveErr, closeErr} {
		if err != nil && !errors.Is(err, field.Damaged) && !errors.Is(err, field.Newer) {
			return endMisnamed + " " + strings.ReplaceAll(err.Error(), "\n", "; ")
		}
	}
	named := len(troubles) > 0 || !rep.Sound() || readErr != nil || checkErr != nil || draftErr != nil
	lost := missing(want, have)
	if saveErr == nil {
		again, err := Open(data, torturePass, options)
		if err != nil {
			if !named {
				return endLost + " saved, and then: " + err.Error()
			}
			return endNamed
		}
		_, err = again.store.Get(centre.OrganisationType, unit.ID)
		if err = errors.Join(err, again.Close()); err != nil {
			return endLost + " what was saved afterwards: " + err.Error()
		}
	}
	switch {
	case lost > 0 && !named:
		return fmt.Sprintf("%s %d records", endLost, lost)
	case named:
		return endNamed
	}
	return endSound
}

func lookAtBackup(dir string) string {
	want, seq, err := readContent(filepath.Join(dir, "content"))
	if err != nil {
		return endMisnamed + " " + err.Error()
	}
	options, backups := tortureOptions(dir), filepath.Join(dir, "data-backup")
	all, err := BackupsIn(backups)
	if err != nil || len(all) == 0 {
		return endRefused + " no backup is listed"
	}
	if all[0].Err != nil {
		return refusal(all[0].Err, field.Damaged, field.Newer)
	}
	if fmt.Sprint(all[0].Seq) != seq {
		return endNamed + " an older one is offered as such"
	}
	to := filepath.Join(dir, "restored")
	options.Anchor = ""
	if err := Restore(context.Background(), store.RestoreSpec{Path: all[0].Path, Passphrase: torturePass, Dir: to}, options, nil); err != nil {
		return refusal(err, field.Damaged, field.Newer)
	}
	o, err := Open(to, torturePass, options)
	if err != nil {
		return endLost + " restored, and then: " + err.Error()
	}
	have, err := contentOf(o)
	if err = errors.Join(err, o.Close()); err != nil || missing(want, have) > 0 {
		return fmt.Sprintf("%s %d records, %v", endLost, missing(want, have), err)
	}
	return endSound
}

func lookAtExport(dir string) string {
	o, err := Open(filepath.Join(dir, "data"), torturePass, tortureOptions(dir))
	if err != nil {
		return endMisnamed + " " + err.Error()
	}
	end := endRead
	if _, err := o.PlanImport(context.Background(), filepath.Join(dir, os.Getenv(tortureFileEnv)), Importing{}); errors.Is(err, fs.ErrNotExist) {
		end = endRefused + " not there"
	} else if err != nil {
		end = refusal(err, field.Damaged)
	}
	if err := o.Close(); err != nil {
		return endMisnamed + " " + err.Error()
	}
	return end
}

// tortureFileEnv names the file that was harmed, below the folder.
const tortureFileEnv = "HALFSKY_TORTURE_FILE"

// tortureSaver saves records, some with a file, and makes backups, until it is killed; it tells of each thing once it is done.
func tortureSaver(dir string) {
	o, err := Open(filepath.Join(dir, "data"), torturePass, tortureOptions(dir))
	if err != nil {
		fmt.Println("error", err)
		return
	}
	leaflet := filepath.Join(dir, "leaflet.txt")
	for n := 0; ; n++ {
		unit := centre.OrganisationType.New().(*centre.Organisation)
		unit.Name, unit.Kind = fmt.Sprintf("示例单位%d", n), centre.OrganisationKind.Codes[0].Code
		_, err := o.Save(context.Background(), unit)
		if err == nil {
			fmt.Println("saved", unit.ID)
			unit.Note = strings.Repeat("备注", n%500)
			_, err = o.Save(context.Background(), unit)
		}
		if err == nil && n%5 == 0 {
			var a *centre.Attachment
			if a, _, err = o.Attach(context.Background(), unit, leaflet, Attaching{}); err == nil {
				fmt.Println("attached", a.ID)
			}
		}
		if err == nil && n%40 == 39 {
			_, err = o.Backup(context.Background(), nil)
		}
		if err != nil {
			fmt.Println("error", err)
			return
		}
	}
}
