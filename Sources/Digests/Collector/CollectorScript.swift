/// A script for the `aws` command line that fetches what offline validation needs. It reads, and changes nothing.
///
/// Source: `s3 sync`, `s3api head-object`, `s3api list-objects-v2` and `cloudtrail list-public-keys` in the AWS CLI reference.
public enum CollectorScript {
    /// The script's text, for any POSIX shell.
    public static let text = [usage, options, listing, fetching, keys, signatures].joined(separator: "\n")

    private static let usage = #"""
        #!/bin/sh
        # Fetches what `huckleberry verify` needs: CloudTrail's log files and digests of some days, the public keys of their
        # regions, and the signatures of the newest digests. Every call reads; nothing in AWS is changed.
        #
        # usage: sh collect.sh -b BUCKET -f FROM -t TO [-p PREFIX] [-a ACCOUNT]... [-r REGION]... [-s] [-o FOLDER]
        #   -b  the bucket that the trail delivers to
        #   -f  the first day, such as 2026-03-01 (UTC)
        #   -t  the last day, included
        #   -p  the prefix in front of AWSLogs in the bucket
        #   -a  an account; without, every account in the bucket. May be repeated
        #   -r  a region; without, every region of the account. May be repeated
        #   -s  the signature of every digest, not only of those that no other follows
        #   -o  where to write; ./collected without
        #
        # Run it again after an interruption, or later: what is here already is not fetched again. It needs s3:ListBucket and
        # s3:GetObject for the bucket, cloudtrail:ListPublicKeys, and kms:Decrypt where the bucket has a key of its own.
        """#

    private static let options = #"""

        set -eu
        LC_ALL=C
        AWS_PAGER=
        export LC_ALL AWS_PAGER
        newline='
        '

        wrong() {
            printf '%s\n' "$1" 'usage: sh collect.sh -b BUCKET -f FROM -t TO' \
                '       [-p PREFIX] [-a ACCOUNT]... [-r REGION]... [-s] [-o FOLDER]' >&2
            exit 64
        }

        bucket='' from='' to='' prefix='' accounts='' regions='' every=0 out=./collected
        while getopts b:f:t:p:a:r:so: option; do
            case $option in
            b) bucket=$OPTARG ;;
            f) from=$OPTARG ;;
            t) to=$OPTARG ;;
            p) prefix=$OPTARG ;;
            a) accounts=$accounts$OPTARG$newline ;;
            r) regions=$regions$OPTARG$newline ;;
            s) every=1 ;;
            o) out=$OPTARG ;;
            *) wrong 'unknown option' ;;
            esac
        done
        shift $((OPTIND - 1))
        [ $# -eq 0 ] || wrong "what is $1?"

        case $bucket in '' | *[!a-z0-9._-]*) wrong '-b: the name of a bucket' ;; esac
        for day in "$from" "$to"; do
            case $day in
            [0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]) ;;
            *) wrong '-f and -t: a day, such as 2026-03-01' ;;
            esac
        done
        case $out in /* | ./* | ../*) ;; *) out=./$out ;; esac
        command -v aws >/dev/null || wrong 'there is no aws command'
        prefix=${prefix%/}
        top=${prefix:+$prefix/}AWSLogs/
        failed=''

        fail() {
            printf 'failed: %s\n' "$1" >&2
            failed=yes
        }

        # Whether $1 is in the list $2, or the list is empty.
        wanted() {
            case "$newline$2" in "$newline" | *"$newline$1$newline"*) return 0 ;; esac
            return 1
        }
        """#

    private static let listing = #"""

        # Sets `names` to the folders right below the key $1, a line each.
        below() {
            names=''
            if ! found=$(aws s3api list-objects-v2 --bucket "$bucket" --prefix "$1" --delimiter / \
                --query 'CommonPrefixes[].Prefix' --output text </dev/null); then
                fail "listing s3://$bucket/$1"
                return 0
            fi
            names=$(printf '%s\n' "$found" | tr '\t' '\n' | while IFS= read -r name; do
                name=${name#"$1"}
                name=${name%/}
                case $name in '' | None) ;; *) printf '%s\n' "$name" ;; esac
            done)
        }

        # Every day from $1 to $2, `before` days earlier and `after` days later: one a line, such as 2026/03/01.
        days() {
            awk -v from="$1" -v to="$2" -v before="$3" -v after="$4" '
                function length_of(y, m) {
                    if (m == 2) return (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) ? 29 : 28
                    return (m == 4 || m == 6 || m == 9 || m == 11) ? 30 : 31
                }
                function next_day() {
                    if (++d > length_of(y, m)) { d = 1; if (++m > 12) { m = 1; y++ } }
                }
                BEGIN {
                    split(from, part, "-")
                    y = part[1] + 0; m = part[2] + 0; d = part[3] + 0
                    while (before-- > 0) {
                        if (--d < 1) { if (--m < 1) { m = 12; y-- } d = length_of(y, m) }
                    }
                    while ((sprintf("%04d-%02d-%02d", y, m, d) "") <= (to "")) {
                        printf "%04d/%02d/%02d\n", y, m, d
                        next_day()
                    }
                    while (after-- > 0) { printf "%04d/%02d/%02d\n", y, m, d; next_day() }
                }' </dev/null
        }

        # The folders of accounts; those of an organisation lie a level deeper.
        roots=''
        add_root() {
            case $2 in
            [0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9])
                if wanted "$2" "$accounts"; then roots=$roots$1$2/$newline; fi
                ;;
            esac
        }
        below "$top"
        tops=$names
        while IFS= read -r name; do
            case $name in
            o-*)
                below "$top$name/"
                while IFS= read -r account; do add_root "$top$name/" "$account"; done <<END
        $names
        END
                ;;
            *) add_root "$top" "$name" ;;
            esac
        done <<END
        $tops
        END
        [ -n "$roots" ] || fail "no account is below s3://$bucket/$top"
        """#

    private static let fetching = #"""

        # A digest lists what was delivered in the hour before it. So digests are fetched to the day after the last, and logs
        # of a day before and after too: what the digests at either end list is here then.
        fetch() {
            while IFS= read -r day; do
                mkdir -p -- "$out/$bucket/$1$day"
                aws s3 sync "s3://$bucket/$1$day/" "$out/$bucket/$1$day/" --only-show-errors </dev/null ||
                    fail "fetching s3://$bucket/$1$day/"
            done <<END
        $2
        END
        }

        log_days=$(days "$from" "$to" 1 1)
        digest_days=$(days "$from" "$to" 0 1)
        fetched=''
        while IFS= read -r root; do
            if [ -z "$root" ]; then continue; fi
            below "${root}CloudTrail-Digest/"
            if [ -z "$names" ]; then fail "no digests are below s3://$bucket/${root}CloudTrail-Digest/"; fi
            here=$names
            while IFS= read -r region; do
                case $region in
                '') continue ;;
                *[!a-z0-9-]*)
                    fail "s3://$bucket/${root}CloudTrail-Digest/ has a folder that is no region"
                    continue
                    ;;
                esac
                if ! wanted "$region" "$regions"; then continue; fi
                printf '%s\n' "$root$region"
                fetch "${root}CloudTrail-Digest/$region/" "$digest_days"
                fetch "${root}CloudTrail/$region/" "$log_days"
                case "$newline$fetched" in *"$newline$region$newline"*) ;; *) fetched=$fetched$region$newline ;; esac
            done <<END
        $here
        END
        done <<END
        $roots
        END
        """#

    private static let keys = #"""

        # Each region has keys of its own. Digests that were delivered late are signed with later keys: there is no end time.
        while IFS= read -r region; do
            if [ -z "$region" ]; then continue; fi
            file=$out/public-keys-$region.json
            if aws cloudtrail list-public-keys --region "$region" --start-time "${from}T00:00:00Z" --output json \
                </dev/null >"$file.part"; then
                mv -- "$file.part" "$file"
            else
                fail "listing the public keys of $region"
            fi
        done <<END
        $fetched
        END
        """#

    private static let signatures = #"""

        # A digest's signature is in its successor; that of one which no other follows within the hour is asked for, and that
        # of each late one.
        chosen=$(find "$out/$bucket" -type f -name '*_CloudTrail-Digest_*.json.gz' -print | sort | awk -v every="$every" '
            function seconds(stamp, y, m) {
                y = substr(stamp, 1, 4) + 0; m = substr(stamp, 5, 2) + 0
                if (m <= 2) { y--; m += 12 }
                days = 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + substr(stamp, 7, 2)
                return ((days * 24 + substr(stamp, 10, 2)) * 60 + substr(stamp, 12, 2)) * 60 + substr(stamp, 14, 2)
            }
            every == 1 || /_backfill\.json\.gz$/ { print; next }
            match($0, /_[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z\.json\.gz$/) {
                now = seconds(substr($0, RSTART + 1, 16))
                chain = substr($0, 1, RSTART - 1)
                # Without the folders of the date.
                sub(/\/[0-9][0-9][0-9][0-9]\/[0-9][0-9]\/[0-9][0-9]\//, "/", chain)
                if (chain in last && now - time[chain] > 5400) print last[chain]
                last[chain] = $0
                time[chain] = now
            }
            END { for (chain in last) print last[chain] }' | sort)

        known=$out/signatures-$bucket.txt
        : >>"$known"
        while IFS= read -r path; do
            if [ -z "$path" ]; then continue; fi
            key=${path#"$out/$bucket/"}
            case $key in
            *[\"\\]* | *[[:cntrl:]]*)
                fail "a digest has a name that CloudTrail does not give"
                continue
                ;;
            esac
            if cut -d ' ' -f 2- <"$known" | grep -F -x -q -e "$key"; then continue; fi
            if ! signature=$(aws s3api head-object --bucket "$bucket" --key "$key" --query Metadata.signature \
                --output text </dev/null); then
                fail "asking for the signature of s3://$bucket/$key"
                continue
            fi
            case $signature in
            '' | None | *[!0-9A-Fa-f]*) fail "s3://$bucket/$key has no signature in its metadata" ;;
            *) printf '%s %s\n' "$signature" "$key" >>"$known" ;;
            esac
        done <<END
        $chosen
        END

        signatures=$out/signatures-$bucket.json
        awk -v bucket="$bucket" '
            BEGIN { printf "{" }
            {
                printf "%s\n  \"s3://%s/%s\": \"%s\"", separator, bucket, substr($0, length($1) + 2), $1
                separator = ","
            }
            END { print "\n}" }' "$known" >"$signatures.part"
        mv -- "$signatures.part" "$signatures"

        # The command that checks what was fetched, each word in quotes.
        quoted() { printf " '%s'" "$(printf '%s\n' "$1" | sed "s/'/'\\\\''/g")"; }
        {
            printf 'huckleberry verify'
            quoted "$out/$bucket"
            for file in "$out"/public-keys-*.json; do
                if [ -f "$file" ]; then printf ' --public-keys'; quoted "$file"; fi
            done
            printf ' --signature'
            quoted "$signatures"
            printf '\n'
        }
        if [ -n "$failed" ]; then
            printf '%s\n' 'something could not be fetched: run it again' >&2
            exit 1
        fi

        """#
}
