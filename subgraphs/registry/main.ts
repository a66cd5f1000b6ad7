import { runService } from '../kit/service/run-service.ts';
import { service } from './service.ts';

await runService(service);
