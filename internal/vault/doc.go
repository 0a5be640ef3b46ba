// Package vault turns passphrases into keys and seals bytes so that they open only in their own place; it knows no record.
//
// # Keys
//
//	passphrase (NFKC) ── Argon2id ──> account key ── AES-256-GCM ──> private key of the account (X25519 + ML-KEM-768)
//	                                                                  │
//	                          grant: HPKE to the account's public key, or sealed by the account itself
//	                                                                  │
//	                                                 data key: 32 random bytes for one space and epoch
//	                                                                  │ HKDF-SHA256, one sub-key per purpose
//	                                                 records, journal, head, cache, backup, blobs …
//
// A Slot is one account: what its passphrase opens, and its public key, so that whoever holds a data key can grant it to an
// account without that account's passphrase. A Key is one data key with its grants; it has a number, and every sealed value
// begins with the number of the key that opens it.
//
// A FileKey seals one attached file and stands in the record the file belongs to: keys that change pass the files by, and who erases
// the record erases what opens its file.
//
// Every key but the first carries a proof by the key of its space before it, or by the first key of the folder: a grant can be
// sealed by anybody, and a key slipped into a folder would else be used for what is saved next.
//
// The key pair is the hybrid of X25519 and ML-KEM-768: a stolen folder can be kept for decades, and with X25519 alone the
// public key that stands in it would one day be the way around the passphrase. The price is 1,168 bytes per grant to another
// account; a grant an account makes to itself is 60 bytes, since it needs no public key.
//
// # Sealed values
//
//	[1] format | [4] key number | [2] schema | [12] nonce | ciphertext | [16] tag
//
// The tag covers the header and the place the caller gives (table, revision, record id): a value moved to another place, or
// given another header, does not open. The text is padded, so that lengths tell little.
//
// # Recovery sheets
//
// A recovery sheet is one more account. Its passphrase is 160 random bits, printed in base-32 and never stored; see Code for how a
// sheet is proved while it is typed. It can be split so that two of three shares are needed (Sheet.Split).
//
//   - Every wrong character and every exchange of two in a line is found, with the line: TestEveryWrongCharacterIsFound,
//     TestEveryExchangeIsFound; of what is wrong otherwise all but one in 2³⁵: TestWhatChecksMissTheSumFinds.
//   - One share tells nothing: TestOneShareTellsNothing. Any two give the sheet: TestSheetComesBackAsItWasMade.
//   - It opens what its maker could open and every restricted space made later, after new keys too, and a backup: office's
//     TestASheetOpensEveryEpochAndEverySpace, halfskyctl's TestABackupAndASheetAreEnough. A replaced one opens nothing:
//     office's TestANewSheetMakesTheOldOneVoid.
//
// The splitting is Shamir's, by github.com/cloudflare/circl/secretsharing: BSD licence, released several times a year, its
// changes reviewed and analysed by rules that stand beside it, and in ristretto255 (go-ristretto, MIT, comes with it) it takes the same
// time for every secret. The price is that a share is a number of 253
// bits for a secret of 160: 72 characters to type instead of 48. Refused: hashicorp/vault/shamir, shares of 21 bytes, but under a
// licence that is no longer free, and inside a module of hundreds; its free forks, which one person keeps each; the age plugins,
// which are programs and not libraries, and not reviewed; forty lines of our own, because nobody would have looked at them but us.
//
// # Threats and promises
//
// Who might want what, and the test that shows that it is not to be had. Tests without a package are of internal/store.
//
// Somebody with the folder, a copy or a backup of it, and no passphrase:
//
//   - reads nothing: TestNothingReadableLeavesTheProgram. Trying passphrases costs what the slot says, never less than Floor: vault's
//     TestCalibrationNeverGoesBelowTheFloorAndStopsAtTheTop. A folder he prepared cannot keep a person waiting for ever:
//     vault's TestMadeUpCostsAreRefused, TestManySlotsDoNotKeepThePassphraseWaiting.
//   - adds no account, public key or data key of his own that anything would be granted to or sealed with: vault's
//     TestKeySlippedInFromOutsideIsRefused, TestAccountAddedByHandIsNamedAndGetsNothing.
//   - moves, exchanges, puts back or takes out nothing unnoticed: vault's TestSealedValueOpensOnlyWhereItWasSealed,
//     TestRecordsMovedBehindTheProgramsBackAreRefused, TestJournalEntriesTakenOutOrExchangedAreFound, TestOlderOrForeignSettingIsRefused,
//     TestNumbersAreNotGivenOutAgain, TestHeadPutBackIsFound; a whole older folder: TestAnchorTellsAnOlderFolderAndAnotherOne.
//
// Somebody who saw a passphrase that was changed since, and kept the slots of that time:
//
//   - opens nothing that was granted afterwards, and is refused in the folder of today: vault's TestOldSlotOpensNothingGrantedLater,
//     TestOldSlotPutBackIsRefused.
//
// Somebody who was taken out, knows her passphrase and kept a copy of everything:
//
//   - keeps what she could read then, and no program can take that back; of what lies in the folder once its keys were changed she
//     reads nothing: TestRemovedAccountReadsNothingAfterRotation, also when the change was killed in the middle:
//     TestKilledRotationGoesOn, or cancelled: TestRotationBeginsAgainWhenSomebodyLeftMeanwhile.
//   - cannot bring back what her old keys sealed, nor her grants, nor her account: TestValueUnderAKeyOfThePastIsRefused,
//     TestHeadUnderAnOlderCommonKeyIsRefused, TestRevokedGrantPutBackGivesNothing, TestClosedAccountCannotHaveWritten.
//   - puts nothing in the place of what she once could open: lists: TestCacheUnderAKeyOfThePastIsRefused; what the journal says:
//     TestNobodyOfThePastReplacesJournalParts; attached files: TestFileSealedByWhoKeptItsKeyIsRefused.
//
// Somebody who is signed in and changes the program:
//
//   - reads what her keys open and nothing else: TestOrganiserCannotOpenCases, TestGrantedAndRevokedKeysDecideWhatIsRead,
//     TestRestrictedSpaceIsOfThoseNamedAndOfTheRecoverySheet.
//   - gives herself and others no key she does not hold: TestNoAccountGivesKeysItDoesNotHold; nor do others give it to a public key she
//     put into the slot of somebody: TestExchangedPublicKeyIsGrantedNothing.
//   - writes nothing in another's name, unless the journal says that she reset that one: TestEntryIsProvedToBeOfTheAccountItNames,
//     TestVerifierThatNobodySaysHeBroughtIsFound, TestHeadDoesNotSayWhenSigningBegan. What she does in her own name the journal says, and
//     she can spoil what she can write: for that there are backups.
//   - reads no form that another left half filled in: vault's TestPaperOpensOnlyForItsAccountAndPlace.
//
// The person herself, or the person in charge:
//
//   - is not shut out by a forgotten passphrase: TestResetGivesBackWhatTheOneWhoResetsHolds, and recovery sheets (above).
//   - cannot shut everybody out by mistake: TestLastAccountThatOpensASpaceKeepsIt.
//   - finds a folder of an older program as it was: TestEveryFormatEverWrittenOpensToTheSame, TestFolderIsBackedUpBeforeItsFormatIsRaised.
//
// # What it does not do
//
// Whoever held the common key and can write to the folder can make up a state of it that looks whole to somebody who never saw
// another one: what tells is the anchor outside, a backup, and the signatures of the others.
//
// The first key of a space is granted to the public key that stands in the slot: of somebody who holds nothing yet but what everybody
// holds, whoever is signed in could have exchanged it. That one cannot sign in any more, and so notices.
//
// It cannot keep keys out of swap and crash dumps, and it cannot promise that the Go runtime left no copy of a key behind.
package vault
