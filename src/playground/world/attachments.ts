import type { APIAttachment } from 'discord-api-types/v10';
import type { FileStore } from './file-store.ts';
import { imageType } from './image.ts';
import type { MessageBody, UploadedFile } from './message-body.ts';
import type { Snowflakes } from './snowflakes.ts';

const BYTES = 'application/octet-stream';
const PAGE = 'text/html; charset=utf-8';

/** The files that come with messages. */
export class Attachments {
  readonly #files: FileStore;
  readonly #ids: Snowflakes;
  readonly #origin: string;

  /** @param origin the address under which files are served */
  constructor(files: FileStore, ids: Snowflakes, origin: string) {
    this.#files = files;
    this.#ids = ids;
    this.#origin = origin;
  }

  /** Keeps uploaded files. @param body says their names and descriptions */
  keep(channelId: string, files: readonly UploadedFile[], body: MessageBody): APIAttachment[] {
    return files.map((file) => {
      const id = this.#ids.next();
      const described = body.attachments?.find((attachment) => attachment.id === file.index);
      const filename = (described?.filename ?? file.name).replaceAll(/[^\w.-]+/g, '_');
      const path = `/attachments/${channelId}/${id}/${filename}`;
      const picture = imageType(file.bytes);
      // What is neither picture nor page is handed out as bytes; in none of them a browser runs anything (UPLOAD_POLICY in page-routes.ts).
      const served = picture ?? (filename.endsWith('.html') ? PAGE : BYTES);
      this.#files.put(path, { contentType: served, bytes: file.bytes });
      const url = `${this.#origin}${path}`;
      return {
        id,
        filename,
        size: file.bytes.byteLength,
        url,
        proxy_url: url,
        content_type: picture ?? file.contentType,
        ...(described?.description == null ? {} : { description: described.description }),
      };
    });
  }

  forget(attachments: readonly APIAttachment[]): void {
    for (const { url } of attachments) this.#files.delete(new URL(url).pathname);
  }
}
