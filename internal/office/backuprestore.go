package office

import (
	"context"

	"cn.halfsky/internal/store"
)

// These work on a backup whose folder is not open; nobody is signed in.

// BackupsIn lists the backups in a folder, of whatever data folder, newest first; one that cannot be read stands there with its Err.
func BackupsIn(dir string) ([]store.BackupInfo, error) { return store.Backups(dir) }

// InspectBackup reads what stands in clear of one backup: of which folder, how new, and whether it was proved. Codes: Damaged, Newer.
func InspectBackup(path string) (store.BackupInfo, error) { return store.InspectBackup(path) }

// VerifyBackup restores a backup into a folder for the time being, opens it with the passphrase and checks everything; nothing of it is
// left. Codes: as store.VerifyBackup; what is wrong with the data stands in the report.
func VerifyBackup(ctx context.Context, path, passphrase string, o Options, p store.Progress) (store.Report, error) {
	return store.VerifyBackup(ctx, path, passphrase, o.filled().store(), p)
}

// Restore makes a data folder from a backup, or puts one back in place of a folder that is then kept beside it. Open it afterwards as
// any other. Codes: as store.Restore.
func Restore(ctx context.Context, spec store.RestoreSpec, o Options, p store.Progress) error {
	return store.Restore(ctx, spec, o.filled().store(), p)
}
