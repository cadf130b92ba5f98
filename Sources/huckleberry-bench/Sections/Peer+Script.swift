extension Peer {
    /// Loads with explicit columns, which is the fastest way both offer, and prints what it took. Prints `{}` where the
    /// package is not installed. Starting Python and the package is not counted.
    static let script = #"""
        import json, sys, time
        peer, form, path, threads = sys.argv[1:5]
        path = path.replace("'", "''")

        def report(version, seconds, rows):
            print(json.dumps({"version": version, "seconds": seconds, "rows": rows}))

        def duckdb_load(duckdb):
            fields = {
                "eventTime": "TIMESTAMP", "eventSource": "VARCHAR", "eventName": "VARCHAR", "awsRegion": "VARCHAR",
                "sourceIPAddress": "VARCHAR", "userAgent": "VARCHAR", "errorCode": "VARCHAR",
                "recipientAccountId": "VARCHAR", "eventID": "VARCHAR", "readOnly": "BOOLEAN",
                "userIdentity": "STRUCT(type VARCHAR, arn VARCHAR, accessKeyId VARCHAR, invokedBy VARCHAR, "
                "sessionContext STRUCT(attributes STRUCT(mfaAuthenticated VARCHAR)))",
            }
            size = 1 << 26
            if form == "lines":
                columns = ", ".join(f"{name}: '{kind}'" for name, kind in fields.items())
                source = (f"select * from read_json('{path}', format='newline_delimited', "
                          f"columns={{{columns}}}, maximum_object_size={size})")
            else:
                columns = ", ".join(f"{name} {kind}" for name, kind in fields.items())
                source = (f"select r.* from (select unnest(Records) r from read_json('{path}/**/*.json.gz', "
                          f"columns={{Records: 'STRUCT({columns})[]'}}, maximum_object_size={size}))")
            base = duckdb.connect()
            base.execute(f"set threads={threads}")
            base.execute("set preserve_insertion_order=false")
            # The bar would be drawn over the answer.
            base.execute("set enable_progress_bar=false")
            start = time.perf_counter()
            base.execute(
                "create table events as select * exclude (userIdentity), userIdentity.type as kind, "
                "coalesce(userIdentity.arn, userIdentity.invokedBy) as principal, userIdentity.accessKeyId as key, "
                f"userIdentity.sessionContext.attributes.mfaAuthenticated as mfa from ({source})")
            seconds = time.perf_counter() - start
            report("DuckDB " + duckdb.__version__, seconds, base.execute("select count(*) from events").fetchone()[0])

        def chdb_load(chdb):
            from chdb import session
            names = ["eventSource", "eventName", "awsRegion", "sourceIPAddress", "userAgent", "errorCode",
                     "recipientAccountId", "eventID"]
            repeated = [name for name in names if name not in ("sourceIPAddress", "eventID")]
            identity = "userIdentity Tuple(type String, arn String, accessKeyId String, invokedBy String)"
            fields = ("eventTime DateTime, " + ", ".join(f"{name} String" for name in names)
                      + ", readOnly Bool, " + identity)

            def value(name):
                place = {"eventTime": 1, "readOnly": len(names) + 2}.get(name) or names.index(name) + 2
                return name if form == "lines" else f"r.{place}"

            caller = "userIdentity" if form == "lines" else f"r.{len(names) + 3}"
            picked = ", ".join(
                [f"{value('eventTime')} as time"]
                + [f"{'toLowCardinality' if name in repeated else ''}({value(name)}) as {name}_" for name in names]
                + [f"{value('readOnly')} as readOnly_", f"toLowCardinality({caller}.1) as kind",
                   f"if({caller}.2 = '', {caller}.4, {caller}.2) as principal", f"{caller}.3 as key"])
            if form == "lines":
                source = f"file('{path}', 'JSONEachRow', '{fields}')"
            else:
                files = f"file('{path}/**/*.json.gz', 'JSONEachRow', 'Records Array(Tuple({fields}))')"
                source = f"(select arrayJoin(Records) as r from {files})"
            base = session.Session()
            base.query("create database trail")
            base.query("use trail")
            start = time.perf_counter()
            base.query(
                f"create table events engine=MergeTree order by time as select {picked} from {source} settings "
                f"max_threads={threads}, input_format_skip_unknown_fields=1, input_format_null_as_default=1, "
                "input_format_json_ignore_unknown_keys_in_named_tuple=1, date_time_input_format='best_effort'")
            seconds = time.perf_counter() - start
            report("chdb " + chdb.__version__, seconds, int(str(base.query("select count() from events", "TSV"))))

        try:
            package = __import__(peer)
        except ImportError:
            print("{}")
        else:
            (duckdb_load if peer == "duckdb" else chdb_load)(package)
        """#
}
