import CloudTrail
import Foundation

@testable import Sources

/// A bucket that lies in a folder, and an `aws` in front of it.
final class FakeBucket: Sendable {
    let aws: FakeAWS

    /// Answers listings from `$FOLDER/store`, whose files are the objects, and copies them. What is in the way of a copy is
    /// told by files: `broken` holds a part of the keys that arrive with another byte, `denied` of those that do not
    /// arrive, `after` how many copies
    /// work before the rest is throttled, and with `wait` copies from us-west-2 take for ever.
    private static let script = #"""
        for word in "$@"; do
            case $word in
            --prefix=*) prefix=${word#--prefix=} ;;
            --start-after=*) start=${word#--start-after=} ;;
            --starting-token=*) token=${word#--starting-token=} ;;
            --max-items=*) count=${word#--max-items=} ;;
            --delimiter=*) folders=yes ;;
            --include=*) includes="$includes ${word#--include=}" ;;
            --key=*) input=${word#--key=} ;;
            esac
        done
        cd "$FOLDER/store" || exit 255
        fail() { printf '\nAn error occurred (%s) when calling the %s operation: %s\n' "$@" >&2; exit 254; }
        [ ! -f "$FOLDER/error" ] || fail "$(cat "$FOLDER/error")" ListObjectsV2 Words
        case "$1 $2" in
        's3api list-objects-v2')
            if [ -n "$folders" ]; then
                printf '{"CommonPrefixes": ['
                separator=
                for name in "$prefix"*/; do
                    [ -d "$name" ] || continue
                    printf '%s{"Prefix": "%s"}' "$separator" "$name"; separator=,
                done
                printf ']}'
                exit
            fi
            LC_ALL=C find . -type f | sed 's/^..//' | LC_ALL=C sort >"$FOLDER/keys-$$"
            printf '{"Contents": ['
            separator= number=0 next=
            while IFS= read -r key; do
                case $key in "$prefix"*) ;; *) continue ;; esac
                if [ -n "$start" ] && ! expr "x$key" \> "x$start" >/dev/null; then continue; fi
                number=$((number + 1))
                [ "$number" -gt "${token:-0}" ] || continue
                if [ "$number" -gt "$((${token:-0} + ${PAGE:-count}))" ]; then next=$((number - 1)); break; fi
                etag=$(md5sum <"$key"); etag=${etag%% *}
                [ ! -f "$FOLDER/etag" ] || etag=$(cat "$FOLDER/etag")
                class=STANDARD; case $key in *archived*) class=GLACIER ;; esac
                printf '%s{"Key": "%s", "LastModified": "2026-03-01T10:00:00+00:00", "ETag": "\\"%s\\"", "Size": %s, "StorageClass": "%s"}' \
                    "$separator" "$(cat "$FOLDER/named/$key" 2>/dev/null || printf %s "$key")" "$etag" "$(wc -c <"$key")" "$class"
                separator=,
            done <"$FOLDER/keys-$$"
            printf ']%s}' "${next:+, \"NextToken\": \"$next\"}" ;;
        's3 cp')
            source=${4#s3://*/}
            if [ -f "$FOLDER/wait" ] && [ "${source#*us-west-2}" != "$source" ]; then sleep 1000; fi
            [ -n "$includes" ] || includes='*'
            set -f
            find "$source" -type f | LC_ALL=C sort | while IFS= read -r key; do
                for pattern in $includes; do
                    case ${key#"$source"} in $pattern) ;; *) continue ;; esac
                    case $key in *"$(cat "$FOLDER/denied" 2>/dev/null || echo nothing)"*) continue ;; esac
                    if [ -f "$FOLDER/after" ]; then
                        left=$(cat "$FOLDER/after")
                        [ "$left" -gt 0 ] || fail SlowDown GetObject 'Please reduce your request rate.'
                        echo $((left - 1)) >"$FOLDER/after"
                    fi
                    place=$5${key#"$source"}
                    mkdir -p "${place%/*}"; cp "$key" "$place"
                    echo "$key" >>"$FOLDER/copied"
                    case $key in *"$(cat "$FOLDER/broken" 2>/dev/null || echo nothing)"*) printf X | dd of="$place" bs=1 conv=notrunc 2>/dev/null ;; esac
                done
            done || exit
            [ ! -f "$FOLDER/denied" ] || fail AccessDenied GetObject 'Access Denied' ;;
        's3api get-object')
            printf '%s\n' "$input" >>"$FOLDER/got"
            cp "$FOLDER/store/odd" "$5" ;;
        's3api head-object') cat "$FOLDER/head" ;;
        *) echo "not a call that reads: $*" >&2; exit 2 ;;
        esac
        """#

    init(_ keys: [String]) throws {
        aws = try FakeAWS(Self.script)
        for (number, key) in keys.enumerated() { try aws.write("log \(number)", to: "store/" + key) }
        try aws.write("", to: "store/other")
    }

    /// The layout of a trail: one file an hour of some days.
    static func keys(
        accounts: [String] = ["111122223333"], regions: [String] = ["us-east-1"], days: ClosedRange<Int>,
        hours: Int = 2,
        top: String = "AWSLogs/", kind: String = "CloudTrail"
    ) -> [String] {
        var keys: [String] = []
        for account in accounts {
            for region in regions {
                for day in days {
                    let date = day < 10 ? "0\(day)" : "\(day)"
                    for hour in 0..<hours {
                        keys.append(
                            "\(top)\(account)/\(kind)/\(region)/2026/03/\(date)/\(account)_\(kind)_\(region)_202603\(date)T0\(hour)"
                                + "00Z_x.json.gz")
                    }
                }
            }
        }
        return keys
    }

    func fetch(
        _ place: String = "s3://trail", _ selection: FetchSelection = FetchSelection(), digests: Bool = false,
        rehashes: Bool = false, attempts: Int = 1
    ) throws -> S3Fetch {
        let location = S3Location(place)!
        return S3Fetch(
            aws: aws.commandLine(attempts: attempts), location: location, selection: selection,
            folder: FetchFolder(aws.file("out")), includesDigests: digests, width: 2, rehashes: rehashes)
    }

    /// What lies in the folder of the data, without the bucket's name.
    var files: [String] {
        let folder = aws.file("out/trail/")
        guard let names = FileManager.default.enumerator(atPath: folder) else { return [] }
        return names.compactMap { $0 as? String }.filter {
            LocalFile.facts(folder + $0) != nil
        }.sorted()
    }

    /// The keys that were copied, in the order of copying.
    var copied: [String] {
        ((try? String(contentsOfFile: aws.file("copied"), encoding: .utf8)) ?? "").split(separator: "\n").map(
            String.init)
    }
}
