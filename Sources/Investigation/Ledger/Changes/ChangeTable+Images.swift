extension ChangeTable {
    /// Copies of disks, and with whom they are shared.
    /// Source: the Amazon EC2 API Reference, and records of such calls.
    static let images: [String: [ChangeRule]] = [
        "ec2": [
            ChangeRule(
                .snapshotShared, "ModifySnapshotAttribute", id: "request.snapshotId",
                detail: accounts("createVolumePermission.add"), when: "request.createVolumePermission.add.items",
                undone: "DeleteSnapshot ResetSnapshotAttribute",
                undo: [
                    .init(
                        "ModifySnapshotAttribute", id: "request.snapshotId",
                        detail: accounts("createVolumePermission.remove"))
                ]),
            ChangeRule(
                .imageShared, "ModifyImageAttribute", id: "request.imageId", detail: accounts("launchPermission.add"),
                when: "request.launchPermission.add.items", undone: "DeregisterImage ResetImageAttribute",
                undo: [
                    .init("ModifyImageAttribute", id: "request.imageId", detail: accounts("launchPermission.remove"))
                ]),
            ChangeRule(
                .snapshot, "CreateSnapshot CopySnapshot", id: "response.snapshotId request.snapshotId",
                detail: "request.volumeId request.sourceSnapshotId", undone: "DeleteSnapshot"),
            ChangeRule(
                .snapshot, "CreateSnapshots", id: "response.CreateSnapshotsResponse.snapshotSet.item.snapshotId",
                undo: [.init("DeleteSnapshot", id: "request.snapshotId")]),
            ChangeRule(
                .image, "CreateImage RegisterImage CopyImage", id: "response.imageId request.imageId",
                detail: "request.instanceId request.sourceImageId request.name", undone: "DeregisterImage"),
            ChangeRule(
                .export, "CreateInstanceExportTask ExportImage CreateStoreImageTask",
                id: "response.exportTask.exportTaskId response.exportImageTaskId request.instanceId request.imageId",
                detail: "call", undo: [.init("CancelExportTask", id: "request.exportTaskId")]),
            ChangeRule(
                .volume, "CreateVolume", id: "response.volumeId request.volumeId", detail: "request.snapshotId",
                undone: "DeleteVolume"),
            ChangeRule(
                .volume, "AttachVolume", id: "request.volumeId", detail: "request.instanceId",
                undone: "DetachVolume DeleteVolume"),
            ChangeRule(.resourceDeleted, "DeleteSnapshot", id: "request.snapshotId", detail: "call"),
            ChangeRule(.resourceDeleted, "DeleteVolume", id: "request.volumeId", detail: "call"),
            ChangeRule(.resourceDeleted, "DeregisterImage", id: "request.imageId", detail: "call"),
        ]
    ]

    /// Accounts by number, everybody as `all`, organisations and their units.
    private static func accounts(_ path: String) -> String {
        ["userId", "group", "organizationArn", "organizationalUnitArn"].map { "request.\(path).items.\($0)" }
            .joined(separator: "+")
    }
}
