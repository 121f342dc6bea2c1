/** Stereo recordings, aligned to the RTP clock: the first sample is the answer. */
export { createBucket, type BucketOptions, type ObjectStore } from './s3/bucket.ts';
export { createRecordingStore, type OpenRecording, type RecordingStore } from './store.ts';
export { RecordingWriter, wavHeader, type FinishedRecording } from './wav-writer.ts';
