package main

import "context"

func runBench(ctx context.Context, c *call) error { return nil }
