package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// torturePkg has the test that harms copies of a data folder, its backups and exports, each in a process of its own, and kills
// processes that save. A short form of it runs with all other tests; this runs it for as long as asked.
const (
	torturePkg  = "./internal/office"
	tortureTest = "^TestTorture$"
	tortureLong = 120 // seconds, of the gate
)

// disksPkg has the tests that fill disks and pull them, which take as long as they take.
const (
	disksPkg   = "./internal/store"
	disksTests = "^(TestKilledProcessLosesNothingItToldOf|TestADiskThatFillsUpLosesNothing|TestFolderThatVanishesAndComesBack|" +
		"TestSaveThatFailsLeavesTheOldState|TestSaveTheDiskReportsAnErrorForButHolds|TestDamagedFilesAreNamedAndNeverCrash|" +
		"TestSecondInstanceIsRefusedWithinASecond|TestAStickThatIsLockedOpensToLookAt)$"
)

// torture runs it and returns all it printed.
func (b *bench) torture(ctx context.Context, seconds int, seed uint64) (string, error) {
	env := append([]string{"HALFSKY_TORTURE_SECONDS=" + strconv.Itoa(seconds), "HALFSKY_TORTURE_SEED=" + strconv.FormatUint(seed, 10)}, pure...)
	limit := fmt.Sprintf("-timeout=%ds", 10*60+4*seconds)
	out, err := b.tool(ctx, env, "go", "test", "-tags", ciTag, "-count=1", "-v", limit, "-run="+tortureTest, torturePkg)
	if err != nil {
		return out, err
	}
	more, err := b.tool(ctx, pure, "go", "test", "-tags", ciTag, "-count=1", "-v", limit, "-run="+disksTests, disksPkg)
	return out + more, err
}

// tortureGate runs it with the seed 1 and says how the trials ended.
func tortureGate(ctx context.Context, b *bench) verdict {
	out, err := b.torture(ctx, tortureLong, 1)
	v := judged(out, err)
	for line := range strings.Lines(out) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "all: ") {
			v.reason = strings.TrimPrefix(line, "all: ")
		}
	}
	return v
}

// tortureCommand runs it and prints the whole of it.
func (b *bench) tortureCommand(ctx context.Context, seconds int, seed uint64) int {
	out, err := b.torture(ctx, seconds, seed)
	tell(b.out, "%s", out)
	if err != nil {
		tell(b.out, "torture: FAILED: %v\n", err)
		return 1
	}
	tell(b.out, "torture: ok\n")
	return 0
}
