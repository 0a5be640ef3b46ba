// Package store is the encrypted data folder: typed tables in one bbolt file, one transaction per verb with its journal
// entry, a read model in memory, history, undo and checks.
//
// # The folder
//
//	store.db    the data: see buckets.go for its tree
//	keys.slot   a copy of the key slots; each copy mends the other
//	blobs/      attached files, each sealed with a key of its own: see blob.go
//	cache/      sealed copies of what is kept in memory; can be deleted at any time
//	drafts/     what somebody typed and did not save, sealed with the key of her account
//	backups     what this folder knows of its last proved backups
//	ballast     64 MB to give back when the disk is full: even deleting needs room
//	lock        held while the folder is open; the lock ends with the process
//
// and outside it, in the person's profile, the anchor: the newest state this computer saw.
//
// # Promises, and the tests that show them
//
//   - What was told to be saved is there after kill -9: TestKilledProcessLosesNothingItToldOf. After a full disk, a failed flush, a
//     stick that was pulled: TestSaveThatFailsLeavesTheOldState, TestSaveTheDiskReportsAnErrorForButHolds,
//     TestFolderThatVanishesAndComesBack. It is what was saved, not an older or exchanged piece:
//     TestRecordsMovedBehindTheProgramsBackAreRefused, TestHeadPutBackIsFound.
//   - Without a passphrase nobody reads anything: TestNothingReadableLeavesTheProgram.
//   - A person reads only what her keys open: TestOrganiserCannotOpenCases, TestRestrictedRecordStaysOutOfTheCommonCache. Accounts and
//     their keys change in one transaction with the entry that says so: TestSeveralAccountsAreOneEntryOrNone; a key that somebody
//     lost is replaced while others work: rotate_test.go; slots and keys are those the program wrote: keylist_test.go. The whole list
//     of who might want what is in package vault.
//   - A restricted record opens for the people named on it alone; the others see its face, and nothing of it in the journal, the caches
//     or the free pages: TestRestrictedRecordShowsOthersItsFaceOnly, TestCacheFromBeforeTheRestrictionIsNotBelieved,
//     TestRestrictedRecordLeavesNothingUnderTheCommonKeyAfterCompact, TestFacesTakenAwayExchangedOrPutBackAreFound.
//   - What is erased is nowhere in the folder, nor in a backup made afterwards: TestErasedRecordIsNowhereInTheFolder,
//     TestErasedHistoryLeavesTheRecordAsItIs; in whatever order things are done: TestMovesErasuresAndNewKeysInAnyOrder. Writing the
//     file anew costs nothing when it is killed: TestKilledCompactLosesNothing.
//   - Damage is noticed, named, contained and never a crash: TestDamagedFilesAreNamedAndNeverCrash,
//     TestShapeFindsWhatWouldMisleadBbolt, and over every file the program writes TestTorture in package office
//     (go run ./cmd/check -torture). Wrong passphrase, damaged and newer are told apart:
//     TestWrongPassphraseIsToldFromADamagedSlot, TestNewerFolderIsToldFromADamagedOne. Check proves all of it while others save:
//     TestCheckHoldsUpNobody. What opens of a folder that does not is brought into a new one: TestRescueBringsBackWhatOpens.
//   - A disk or stick that fills up, cannot be written, is pulled or does not confirm costs nothing that was told to be saved:
//     TestADiskThatFillsUpLosesNothing, TestAStickThatIsLockedOpensToLookAt, TestLookingTouchesNothing,
//     TestKeysThatCannotBeMendedShutNobodyOut. A clock set back, copies that a sync program made, a folder where one works are told:
//     strange_test.go.
//   - Every change can be seen and undone: history_test.go. That nothing of it was taken out can be proved:
//     TestJournalEntriesTakenOutOrExchangedAreFound; that each was written by whom it names: sign_test.go; that no older folder was
//     put back: TestAnchorTellsAnOlderFolderAndAnotherOne. No two copies of a folder give out the same number:
//     TestEachComputerHasItsDeskOfAFolderThatTravels, TestOlderAnchorOrCopyGivesANewDesk.
//   - There is a backup to go back to: TestDrillFromBackupToTheSameRecords, TestBackupIsOfOneStateWhileOthersSave. It counts only after it was
//     read back, and none goes before: TestEveryDamagedByteOfABackupIsNamed, TestBackupOfDamagedDataIsNoProvedOne,
//     TestThinningNeverTakesTheLastProvedOne; whatever the clock says: TestThinningUnderAnyClock. Killed half way, nothing is lost:
//     TestKilledBackupLeavesOnlyWholeOnes, TestKilledRestoreLeavesTheOldOrTheNewFolder. It tells nothing: TestNothingReadableStandsInABackup.
//   - An attached file is as safe as the record it belongs to: TestUpdateThatFailsLeavesNoFile, TestDamagedAttachedFilesAreNamed,
//     TestFileOfALockedRecordIsKeptAndMissed; what a save that was cut off left goes: TestWhatACutOffSaveLeftIsFoundAndRemovedLater.
//   - Every format ever written opens: TestEveryFormatEverWrittenOpensToTheSame.
//   - One writer, refused in words to the second within a second: TestSecondInstanceIsRefusedWithinASecond.
//
// # Decisions
//
//   - Records lie under row numbers, their ids permuted in front of them. Refused: permuted ids as keys, which scatter an import
//     over the whole file (half the speed, a seventh more space).
//   - Every sealed value names the key that opens it by number. Refused: an epoch alone, with which a restricted record could
//     only be opened by trying every key.
//   - A journal entry is sealed in parts, one per record. Refused: one value per entry, which every account or none could read,
//     and of which nothing could be erased.
//   - The list of slots and keys is sealed and bound to the head, instead of a signature on each slot: what was taken out, closed or
//     revoked must not come back, and a signature of the past stays good for ever.
//   - A new passphrase brings a new key pair. Refused: sealing the same private key anew, which whoever kept the old slot has for good.
//   - A restricted record keeps its face as a second sealed value under the same row. Refused: a face in the common cache, which is
//     not the data and can be gone; the whole record under both keys with the program leaving out fields, which is no lock.
//   - Erased and re-sealed parts of the journal keep the digest of what they were, with a proof by the common key: the chain stays as
//     it was signed. Refused: a chain made anew, after which nothing before could be proved.
//   - Notes about a record (views, prints) are found by reading the journal, half a second at 100,000 entries. Refused: a list of them
//     per record, which would have to be kept for the few that are ever erased.
//   - What a transaction puts is collected and sealed before bbolt is asked: its lock is held for the writing alone, and a verb that
//     fails costs nothing.
//   - Lists, filters, sorts and searches work on arrays in memory. Refused: index buckets, which leak what they index and lose.
//   - Attached files are files beside the data, a fifth of the time and a quarter of the room of values in it, and each has a key of its own
//     that its record keeps. Refused: keys of the space, with which erasing a file would have needed the whole space sealed anew.
//   - Check holds the write lock for a batch of rows at a time, and saves in between tell it what they change of rows it has passed.
//     Refused: one read transaction of bbolt, which keeps every save waiting that makes the file larger than its map.
//   - Rescue reads every leaf that calls itself by its own number and proves each value by opening it. Refused: following what is
//     left of the tree, which finds less where a branch is gone and has to trust what it follows.
//   - The structure of the file is proved by this package (shape.go) before bbolt maps it. Refused: bbolt's own check, which can
//     crash or run for ever on a damaged file and does not see a page that is both free and in use until it was written over.
package store
