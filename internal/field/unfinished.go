package field

// Unfinished says that a data folder was never completed: making it was cut off half way, and it holds nothing of anybody's.
const Unfinished Code = "unfinished"
