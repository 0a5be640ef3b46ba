#!/bin/sh
# Make every face of this folder again from the packages it comes from.
# Needs npm, apt, dpkg, python3-fonttools (4.38 was used); writes here.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Sources, by exact version. The Debian ones are those of Debian 12.
for face in sans serif; do
	npm pack --silent "@expo-google-fonts/noto-$face-sc@0.4.3" >/dev/null
	mkdir -p "in/$face"
	tar xzf "expo-google-fonts-noto-$face-sc-0.4.3.tgz" -C "in/$face"
done
for package in fonts-lxgw-wenkai=1.250+repack-1 fonts-hanazono=20170904-2.1 \
	fonts-babelstone-han=15.0.5-2 fonts-noto-cjk=1:20220127+repack1-1 unicode-data=15.0.0-1; do
	apt-get download "$package"
	name=${package%%=*}
	mkdir -p "in/$name"
	dpkg-deb -x "$name"_*.deb "in/$name"
done

/usr/bin/python3 "$here/build.py" "$work/in" "$here"
